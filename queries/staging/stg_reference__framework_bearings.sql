-- title: Which theme and question each indicator belongs to
-- grain: one row for each indicator of a framework
-- source: reference

select
    source_line,
    framework,
    indicator,
    theme,
    question,
    weight,
    max_age_years
from source_reference__framework_bearings
