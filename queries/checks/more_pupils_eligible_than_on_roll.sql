-- title: No more pupils are eligible for free school meals than are on roll
-- severity: warning
-- fix: Correct pupils or pupils_eligible_fsm in the register of institutions
-- note: One of the two numbers is wrong, and figures for each pupil rest on it
-- about: institution_pupils

select
    area_code,
    institution_id,
    pupils,
    pupils_eligible_fsm
from institution_pupils
where pupils_eligible_fsm > pupils
