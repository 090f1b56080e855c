-- title: Interventions in schools causing concern
-- grain: one row for each intervention
-- source: interventions

select
    intervention_id,
    institution_id,
    intervention,
    concern_on,
    ended_on,
    supporting_partnership_id,
    cast(followed_agreement as boolean) as followed_agreement,
    source_line
from source_interventions__register
