-- title: How many actions are overdue or without effect, of how many
-- params: area_code, as_at

with counted as (
    select
        count(*) as actions,
        count(*) filter (where state = 'overdue') as overdue,
        count(*) filter (where state in ('done', 'ended') and seen is null) as without_effect
    from dated_actions
    where
        area_code = $area_code
        and as_at = $as_at
)

select
    case
        when actions = 0 then 'No actions are recorded'
        when overdue = 0 then concat('None of ', actions, ' actions is overdue')
        else concat(overdue, ' of ', actions, ' actions are overdue')
    end as headline,
    case
        when actions = 0 then 'Add the register Actions on outcomes and themes to see a plan.'
        else concat(
            without_effect, ' have ended with no effect recorded. ',
            'An action is not shown to have caused a change.'
        )
    end as below
from counted
