-- title: Schools, trusts and federations in November 2016
-- grain: one row for each maintained school that was still seen in 2016/17
-- source: schools_2016
-- note: The snapshot keeps schools that had closed: only those that the list by authority has seen
--   in 2016/17 or later count. A school listed under two authorities belongs to the later one.

with last_seen as (
    select
        urn,
        area_code,
        year
    from source_schools_2016__authorities
    where year >= '201617'
    qualify row_number() over (partition by urn order by year desc, area_code asc) = 1
)

select
    maintained.urn,
    last_seen.area_code,
    maintained.trust,
    maintained.federation,
    types.name as school_type,
    maintained.source_line
from source_schools_2016__maintained as maintained
inner join last_seen on maintained.urn = last_seen.urn
left join source_schools_2016__types as types on maintained.school_type = types.school_type
