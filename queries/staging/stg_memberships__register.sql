-- title: Who belongs to which partnership, and since when
-- grain: one row for each term of a member
-- source: memberships
-- note: A member is an institution or, where it is none, an organisation given by name.

select
    partnership_id,
    institution_id,
    partner,
    partner_kind,
    role,
    joined_on,
    left_on,
    source_line
from source_memberships__register
