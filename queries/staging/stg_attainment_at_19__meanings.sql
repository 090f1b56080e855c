-- title: Meaning of the columns of attainment at 19
-- grain: one row for each column
-- source: attainment_at_19

select
    col_name,
    col_type,
    label,
    indicator_unit
from source_attainment_at_19__meanings
