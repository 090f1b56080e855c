-- title: Which theme and question each indicator belongs to
-- grain: one row for each indicator of a framework
-- note: An indicator without a theme belongs to a question only. One without thresholds is shown
--   and not judged.

select
    framework,
    indicator,
    theme,
    question,
    weight,
    max_age_years
from stg_reference__framework_bearings
