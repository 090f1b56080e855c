-- title: Levels of a framework
-- grain: one row for each level of a framework
-- source: reference

select
    framework,
    level,
    word,
    meaning
from source_reference__framework_levels
