-- title: Authorities that are to be formed, invented
-- grain: one row for each authority that is to end and each that follows it
-- source: demonstration

select
    predecessor_code,
    authority,
    name,
    starts_on,
    source,
    source_date
from source_demonstration__future_authorities
