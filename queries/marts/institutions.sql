-- title: Institutions
-- grain: one row for each institution

select
    institution_id,
    name,
    area_code,
    phase,
    institution_type,
    opened_on,
    closed_on,
    pupils,
    pupils__missing,
    pupils_eligible_fsm,
    pupils_eligible_fsm__missing
from stg_institutions__register
