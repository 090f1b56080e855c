-- title: Where a level begins
-- grain: one row for each indicator and level of a framework
-- note: Where low is better a level is reached at the value or below it.

select
    framework,
    indicator,
    level,
    from_value,
    range,
    basis
from stg_reference__framework_cut_points
