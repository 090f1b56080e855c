-- title: Each outcome that an action is for is measured
-- severity: warning
-- fix: Write the name of an outcome indicator, as its file under queries/indicators/outcomes is
--   called
-- note: The action is not shown with the outcome, whose red flag may stay although it is
--   acted on
-- about: actions

select
    actions.area_code,
    actions.action_id,
    actions.outcome
from actions
left join indicator_labels
    on actions.outcome = indicator_labels.indicator and indicator_labels.theme = 'outcomes'
where actions.outcome is not null and indicator_labels.indicator is null
