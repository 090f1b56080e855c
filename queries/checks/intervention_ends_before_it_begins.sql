-- title: An intervention ends after it begins
-- severity: warning
-- fix: Correct the dates in interventions
-- note: The months a school spends causing concern are too few
-- about: interventions

select
    institutions.area_code,
    interventions.intervention_id,
    interventions.institution_id,
    interventions.concern_on,
    interventions.ended_on
from interventions
left join institutions on interventions.institution_id = institutions.institution_id
where interventions.ended_on < interventions.concern_on
