-- title: Actions
-- grain: one row for each action

select
    action_id,
    area_code,
    action,
    outcome,
    theme,
    owner_role,
    started_on,
    due_on,
    status,
    milestones,
    seen,
    target
from stg_actions__register
