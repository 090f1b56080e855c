-- title: Memberships
-- grain: one row for each term of a member

select
    partnership_id,
    institution_id,
    partner,
    partner_kind,
    role,
    joined_on,
    left_on
from stg_memberships__register
