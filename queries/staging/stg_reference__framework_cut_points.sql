-- title: Where a level begins
-- grain: one row for each indicator and level of a framework
-- source: reference

select
    source_line,
    framework,
    indicator,
    level,
    from_value,
    range,
    basis
from source_reference__framework_cut_points
