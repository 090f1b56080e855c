-- title: Groups of schools in the schools register
-- grain: one row for each group, closed ones included

select
    group_id,
    name,
    group_type,
    opened_on,
    closed_on
from stg_schools_register__groups
