-- title: Which indicator bears on what
-- grain: one row for each indicator of a framework
-- note: An indicator without a theme bears on a question only. One without cut points is shown
--   and not judged.

select
    framework,
    indicator,
    theme,
    question,
    weight,
    max_age_years
from stg_reference__framework_bearings
