-- title: An action is due after it starts
-- severity: warning
-- fix: Correct the dates in actions
-- note: We cannot know whether the action is under way, on which a red flag depends
-- about: actions

select
    actions.area_code,
    actions.action_id,
    actions.started_on,
    actions.due_on
from actions
where actions.due_on < actions.started_on
