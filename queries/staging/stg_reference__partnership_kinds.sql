-- title: Kinds of partnership
-- grain: one row for each kind
-- source: reference
-- note: The list may grow: a register may use any kind that stands here

select
    kind,
    title,
    what,
    scale
from source_reference__partnership_kinds
