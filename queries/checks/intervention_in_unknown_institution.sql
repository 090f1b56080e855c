-- title: Each intervention is in an institution of the register
-- severity: warning
-- fix: Add the institution to the register of institutions, or correct its number in interventions
-- note: The intervention counts in no authority's figures
-- about: interventions

select
    interventions.intervention_id,
    interventions.institution_id
from interventions
left join institutions on interventions.institution_id = institutions.institution_id
where interventions.institution_id is not null and institutions.institution_id is null
