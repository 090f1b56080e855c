-- title: An institution closes after it opens
-- severity: warning
-- fix: Correct the dates in the register of institutions
-- note: It is open on no day and counts nowhere
-- about: institutions

select
    institutions.area_code,
    institutions.institution_id,
    institutions.opened_on,
    institutions.closed_on
from institutions
where institutions.closed_on < institutions.opened_on
