-- title: Limiting rules of a framework
-- grain: one row for each rule of a framework
-- source: reference

select
    source_line,
    framework,
    theme,
    rule,
    value,
    basis
from source_reference__framework_limits
