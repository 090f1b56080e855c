-- title: Indicators to choose from
-- note: Also those whose SQL failed in the last build, so that the message can be read.

with framework_themes as (
    select
        theme,
        any_value(title order by framework) as title,
        any_value(position order by framework) as position
    from framework_themes
    group by theme
)

select
    indicator_labels.indicator as code,
    indicator_labels.title || ' · ' || coalesce(
        framework_themes.title,
        upper(indicator_labels.theme[1]) || replace(indicator_labels.theme[2:], '_', ' ')
    ) as label
from indicator_labels
left join framework_themes
    on indicator_labels.theme = framework_themes.theme
where indicator_labels.status <> 'retired'
order by framework_themes.position nulls last, indicator_labels.theme, indicator_labels.title
