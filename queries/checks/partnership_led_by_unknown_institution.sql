-- title: Each partnership is led by an institution of the register
-- severity: warning
-- fix: Add the institution to the register, correct its number, or leave the lead blank
-- note: The lead cannot be shown, nor what depends on it
-- about: partnerships

select
    partnerships.area_code,
    partnerships.partnership_id,
    partnerships.lead_institution_id
from partnerships
left join institutions on partnerships.lead_institution_id = institutions.institution_id
where partnerships.lead_institution_id is not null and institutions.institution_id is null
