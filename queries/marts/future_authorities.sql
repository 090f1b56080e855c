-- title: Authorities that are to be formed
-- grain: one row for each authority that is to end and each that follows it
-- note: They have no 3-digit code yet. Only of authorities that this collection knows.

select
    listed.predecessor_code,
    listed.authority,
    listed.name,
    listed.starts_on,
    listed.source,
    listed.source_date
from stg_reference__future_authorities as listed
inner join areas on listed.predecessor_code = areas.area_code
union all
select
    predecessor_code,
    authority,
    name,
    starts_on,
    source,
    source_date
from stg_demonstration__future_authorities
