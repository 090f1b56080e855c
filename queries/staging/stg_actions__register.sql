-- title: Actions under way, and the outcome each is for
-- grain: one row for each action
-- source: actions

select
    action_id,
    area_code,
    action,
    outcome,
    owner_role,
    started_on,
    due_on,
    status,
    source_line
from source_actions__register
