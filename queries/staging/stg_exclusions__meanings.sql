-- title: Meaning of the columns of exclusions
-- grain: one row for each column
-- source: exclusions

select
    col_name,
    col_type,
    label,
    indicator_unit
from source_exclusions__meanings
