-- title: Kinds of partnership
-- grain: one row for each kind

select
    kind,
    title,
    what,
    nature,
    least_members,
    authority_part,
    scale,
    in_use_from,
    in_use_to
from stg_reference__partnership_kinds
