-- title: Institutions as the authority keeps them
-- grain: one row for each institution
-- source: institutions
-- note: Schools, academies, colleges and pupil referral units. An empty closing date means open.

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
    pupils_eligible_fsm__missing,
    locality,
    source_line
from source_institutions__register
