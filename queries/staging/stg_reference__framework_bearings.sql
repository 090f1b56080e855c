-- title: Which indicator bears on what
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
