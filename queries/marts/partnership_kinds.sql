-- title: Kinds of partnership
-- grain: one row for each kind

select
    kind,
    title,
    what,
    scale
from stg_reference__partnership_kinds
