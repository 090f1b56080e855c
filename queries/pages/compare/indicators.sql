-- title: Indicators that authorities can be compared on
-- params: area_code, as_at
-- note: Those of which an authority has a figure up to the date. Bare counts are compared with
--   nobody. A page opens on one of which the authority has an interval, a rate if there is any,
--   since rates of few people are what a funnel is for.

with

themes as (
    select
        theme,
        any_value(title order by framework) as title,
        any_value(position order by framework) as position
    from framework_themes
    group by theme
),

known as (
    select distinct indicator
    from spreads
    where period_end <= cast($as_at as date)
),

own as (
    select
        indicator,
        arg_max(lower, period_end) is not null as has_interval
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
    group by indicator
)

select
    indicator_labels.indicator as code,
    indicator_labels.title || ' · ' || coalesce(
        themes.title,
        upper(indicator_labels.theme[1]) || replace(indicator_labels.theme[2:], '_', ' ')
    ) as label,
    row_number() over (
        order by
            coalesce(own.has_interval, false) desc, indicator_labels.kind = 'rate' desc,
            indicator_labels.title
    ) = 1 as is_default
from indicator_labels
inner join known on indicator_labels.indicator = known.indicator
left join own on indicator_labels.indicator = own.indicator
left join themes on indicator_labels.theme = themes.theme
where indicator_labels.status <> 'retired'
order by themes.position nulls last, indicator_labels.theme, indicator_labels.title
