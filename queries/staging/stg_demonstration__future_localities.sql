-- title: Which localities go to which authority to be formed, invented
-- grain: one row for each locality of an authority that is to end
-- source: demonstration

select
    predecessor_code,
    locality,
    authority
from source_demonstration__future_localities
