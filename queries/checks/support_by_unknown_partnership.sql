-- title: A school causing concern is helped by a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register, or correct its number in interventions
-- note: It counts as support, and nobody can say whose
-- about: interventions

select
    institutions.area_code,
    interventions.intervention_id,
    interventions.institution_id,
    interventions.supporting_partnership_id
from interventions
left join partnerships on interventions.supporting_partnership_id = partnerships.partnership_id
left join institutions on interventions.institution_id = institutions.institution_id
where interventions.supporting_partnership_id is not null and partnerships.partnership_id is null
