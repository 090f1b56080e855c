-- title: Agreements before concern
-- grain: one row for each agreement

select
    agreement_id,
    institution_id,
    agreed_on,
    ends_on
from stg_concern_agreements__register
