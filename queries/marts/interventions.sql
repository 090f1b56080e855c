-- title: Interventions
-- grain: one row for each intervention

select
    intervention_id,
    institution_id,
    intervention,
    concern_on,
    ended_on,
    supporting_partnership_id,
    followed_agreement
from stg_interventions__register
