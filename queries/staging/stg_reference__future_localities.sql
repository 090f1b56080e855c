-- title: Which localities go to which authority to be formed
-- grain: one row for each locality of an authority that is to end
-- source: reference

select
    predecessor_code,
    locality,
    authority,
    source_line
from source_reference__future_localities
