-- title: Limiting rules of a framework
-- grain: one row for each rule of a framework
-- note: A blank theme means every theme.

select
    framework,
    theme,
    rule,
    value,
    basis
from stg_reference__framework_limits
