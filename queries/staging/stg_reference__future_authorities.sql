-- title: Authorities that are to be formed
-- grain: one row for each authority that is to end and each that follows it
-- source: reference

select
    predecessor_code,
    authority,
    name,
    starts_on,
    source,
    source_date
from source_reference__future_authorities
