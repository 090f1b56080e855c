-- title: An agreement on concern ends after it is made
-- severity: warning
-- fix: Correct the dates in concern_agreements
-- note: The agreement covers the school on no day
-- about: concern_agreements

select
    institutions.area_code,
    concern_agreements.agreement_id,
    concern_agreements.institution_id,
    concern_agreements.agreed_on,
    concern_agreements.ends_on
from concern_agreements
left join institutions on concern_agreements.institution_id = institutions.institution_id
where concern_agreements.ends_on < concern_agreements.agreed_on
