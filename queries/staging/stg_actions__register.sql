-- title: Actions, and the outcome or theme each is for
-- grain: one row for each action
-- source: actions

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
    target,
    source_line
from source_actions__register
