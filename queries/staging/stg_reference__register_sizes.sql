-- title: How long registers are as a rule
-- grain: one row for each register
-- source: reference

select
    register,
    typical_rows,
    one_for,
    position
from source_reference__register_sizes
