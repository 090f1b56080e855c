-- title: A partnership ends after it starts
-- severity: warning
-- fix: Correct the dates in the register of partnerships
-- note: It is active on no day and counts nowhere
-- about: partnerships

select
    partnerships.area_code,
    partnerships.partnership_id,
    partnerships.started_on,
    partnerships.ended_on
from partnerships
where partnerships.ended_on < partnerships.started_on
