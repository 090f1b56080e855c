-- title: Actions
-- grain: one row for each action

select
    action_id,
    area_code,
    action,
    outcome,
    owner_role,
    started_on,
    due_on,
    status
from stg_actions__register
