-- title: Institutions
-- grain: one row for each institution
-- note: How many pupils each has is in institution_pupils.

select
    institution_id,
    name,
    area_code,
    phase,
    institution_type,
    locality,
    opened_on,
    closed_on
from stg_institutions__register
