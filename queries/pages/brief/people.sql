-- title: Who answers for what, by role
-- params: area_code, as_at, framework
-- note: Owners of the indicators that belong to the framework, and of the actions under way.

with actors as (
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
    select
        role,
        answers_for
    from figure_owners
    where framework = $framework
    union all
    select * from actors
) as all_roles
group by role
order by role
