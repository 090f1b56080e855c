-- title: Written agreements
-- grain: one row for each agreement

select
    agreement_id,
    partnership_id,
    signed_on,
    ends_on,
    covers
from stg_agreements__register
