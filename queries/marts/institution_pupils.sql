-- title: Pupils of each institution
-- grain: one row for each institution
-- private: pupils eligible for free school meals, few in a small school

select
    institution_id,
    area_code,
    phase,
    institution_type,
    pupils,
    pupils__missing,
    pupils_eligible_fsm,
    pupils_eligible_fsm__missing
from stg_institutions__register
