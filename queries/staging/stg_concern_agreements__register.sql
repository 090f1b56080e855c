-- title: Agreements on what happens when a school causes concern
-- grain: one row for each agreement
-- source: concern_agreements

select
    agreement_id,
    institution_id,
    agreed_on,
    ends_on,
    source_line
from source_concern_agreements__register
