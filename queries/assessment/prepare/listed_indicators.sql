-- title: Indicators as lists name them
-- grain: one row for each indicator
-- note: theme_title is that of the first framework, or the theme's own name where that one does not
--   know it: a theme of another body may be called alike. theme_position is that of any framework
--   that knows the theme; place is that in a list by themes. From known_from on some area has a
--   figure, from compared_from on some authority has one that can be compared. sources lists where
--   the figures come from.

with themes as (
    select
        theme,
        any_value(title order by framework) filter (
            where framework = (
                select frameworks.framework
                from frameworks
                order by frameworks.in_force_from nulls last, frameworks.framework
                limit 1
            )
        ) as title,
        any_value(position order by framework) as position
    from framework_themes
    group by theme
),

known as (
    select
        indicator,
        min(period_end) as known_from
    from figures
    where value is not null
    group by indicator
),

compared as (
    select
        indicator,
        min(period_end) as compared_from
    from spreads
    group by indicator
)

select
    indicator_labels.indicator,
    indicator_labels.title,
    indicator_labels.question,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.polarity,
    indicator_labels.status,
    indicator_labels.theme,
    coalesce(
        themes.title,
        upper(indicator_labels.theme[1]) || replace(indicator_labels.theme[2:], '_', ' ')
    ) as theme_title,
    themes.position as theme_position,
    row_number() over (
        order by themes.position nulls last, indicator_labels.theme, indicator_labels.title
    ) as place,
    known.known_from,
    compared.compared_from,
    regexp_split_to_array(indicator_labels.source, '[,;]\s*') as sources
from indicator_labels
left join themes on indicator_labels.theme = themes.theme
left join known on indicator_labels.indicator = known.indicator
left join compared on indicator_labels.indicator = compared.indicator
order by place
