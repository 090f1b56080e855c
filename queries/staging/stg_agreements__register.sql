-- title: Written agreements of partnerships
-- grain: one row for each agreement
-- source: agreements
-- note: An empty end date means in force until further notice.

select
    agreement_id,
    partnership_id,
    signed_on,
    ends_on,
    covers,
    source_line
from source_agreements__register
