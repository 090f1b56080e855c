-- title: Each agreement on concern is with an institution of the register
-- severity: warning
-- fix: Add the institution to the register of institutions, or correct its number in
--   concern_agreements
-- note: The school seems to have no agreement, and the share covered is understated
-- about: concern_agreements

select
    concern_agreements.agreement_id,
    concern_agreements.institution_id
from concern_agreements
left join institutions on concern_agreements.institution_id = institutions.institution_id
where concern_agreements.institution_id is not null and institutions.institution_id is null
