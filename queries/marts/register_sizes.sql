-- title: How long registers are as a rule, and in which order they are listed
-- grain: one row for each register

select
    register,
    typical_rows,
    one_for,
    position
from stg_reference__register_sizes
