-- title: Who answers for what, by role
-- params: area_code, as_at, framework
-- note: Owners of the indicators that bear on the framework, and of the actions under way.

with owners as (
    select
        indicator_labels.owner as role,
        'the figures on ' || string_agg(
            distinct lower(coalesce(framework_themes.title, indicator_labels.theme)), ', '
            order by lower(coalesce(framework_themes.title, indicator_labels.theme))
        ) as answers_for
    from framework_bearings
    inner join indicator_labels
        on framework_bearings.indicator = indicator_labels.indicator
    left join framework_themes
        on
            framework_bearings.framework = framework_themes.framework
            and framework_bearings.theme = framework_themes.theme
    where framework_bearings.framework = $framework
    group by indicator_labels.owner
),

actors as (
    select
        actions.owner_role as role,
        'action on ' || string_agg(
            distinct indicator_labels.title, ', ' order by indicator_labels.title
        ) as answers_for
    from actions
    inner join indicator_labels
        on actions.outcome = indicator_labels.indicator
    where
        actions.area_code = $area_code
        and actions.started_on <= cast($as_at as date)
        and actions.status in ('planned', 'under_way')
    group by actions.owner_role
)

select
    role,
    string_agg(answers_for, '; ' order by answers_for) as answers_for
from (
    select * from owners
    union all
    select * from actors
) as all_roles
group by role
order by role
