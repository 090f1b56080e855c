-- title: Steps agreed beforehand are those of an agreement in the register
-- severity: warning
-- fix: Add the agreement to concern_agreements, correct its dates, or leave
--   followed_agreement blank
-- note: What was followed cannot be shown, and the share that followed an agreement
--   may be too high
-- about: interventions, concern_agreements

select
    area_code,
    intervention_id,
    institution_id,
    concern_on
from concerns
where followed_agreement and agreement in ('none', 'after')
