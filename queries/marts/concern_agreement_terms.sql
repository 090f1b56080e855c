-- title: Agreements on what happens if a school causes concern, and whether one was open by then
-- grain: one row for each agreement
-- note: made_in_concern: on the day it was made an intervention was open in the school, so that it
--   is no agreement made beforehand.

select
    concern_agreements.agreement_id,
    concern_agreements.institution_id,
    institutions.area_code,
    concern_agreements.agreed_on,
    concern_agreements.ends_on,
    count(interventions.intervention_id) > 0 as made_in_concern
from concern_agreements
inner join institutions on concern_agreements.institution_id = institutions.institution_id
left join interventions
    on
        concern_agreements.institution_id = interventions.institution_id
        and concern_agreements.agreed_on >= interventions.concern_on
        and (
            interventions.ended_on is null
            or concern_agreements.agreed_on <= interventions.ended_on
        )
group by all
