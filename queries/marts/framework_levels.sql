-- title: Levels of a framework
-- grain: one row for each level of a framework

select
    framework,
    level,
    word,
    meaning
from stg_reference__framework_levels
