-- title: Who answers for which figures of a framework, by role
-- grain: one row for each framework and role that owns an indicator which belongs to it

select
    framework_bearings.framework,
    indicator_labels.owner as role,
    'the figures on ' || string_agg(
        distinct lower(coalesce(framework_themes.title, indicator_labels.theme)), ', '
        order by lower(coalesce(framework_themes.title, indicator_labels.theme))
    ) as answers_for
from framework_bearings
inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
left join framework_themes
    on
        framework_bearings.framework = framework_themes.framework
        and framework_bearings.theme = framework_themes.theme
group by framework_bearings.framework, indicator_labels.owner
order by framework_bearings.framework, role
