-- title: Kinds of partnership
-- grain: one row for each kind
-- source: reference
-- note: The list may grow: a register may use any kind that stands here

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
from source_reference__partnership_kinds
