-- title: What became of each action by each date
-- grain: one row for each assessment date and action begun or due by then, or planned
-- note: state: planned, under_way, done (within its time), overdue (past its day and neither done
--   nor stopped), ended (done, and its day is past) or stopped. answers: it is an answer to a
--   concern on that date, from its start to its day and no longer. has_ended: its day is past, so
--   that a concern that goes on does so in spite of it. Of a date before today it is given as the
--   register has it now.

with dated as (
    select
        assessment_dates.as_at,
        actions.*
    from actions
    cross join assessment_dates
)

select
    as_at,
    area_code,
    action_id,
    action,
    outcome,
    theme,
    owner_role,
    started_on,
    due_on,
    milestones,
    seen,
    status,
    case
        when status = 'stopped' then 'stopped'
        when as_at < started_on then 'planned'
        when status = 'done' and as_at > due_on then 'ended'
        when as_at > due_on then 'overdue'
        when status = 'planned' then 'planned'
        when status = 'done' then 'done'
        else 'under_way'
    end as state,
    state in ('under_way', 'done') as answers,
    state in ('overdue', 'ended') as has_ended
from dated
order by as_at, area_code, action_id
