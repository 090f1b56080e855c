-- title: Schools, trusts and federations in an earlier snapshot of the register
-- grain: one row for each maintained school still seen in the school year of the snapshot
-- source: schools_2016
-- note: as_at is the end of the month in the file's name. The snapshot keeps schools that had
--   closed: only those that the list by authority has seen in that school year or later count. A
--   school listed under two authorities belongs to the later one.

with last_seen as (
    select
        urn,
        area_code,
        year
    from source_schools_2016__authorities
    qualify row_number() over (partition by urn order by year desc, area_code asc) = 1
),

dated as (
    select
        *,
        last_day(try_cast(seen || '-01' as date)) as as_at,
        year(try_cast(seen || '-01' as date) - interval 8 month) as school_year
    from source_schools_2016__maintained
)

select
    dated.urn,
    last_seen.area_code,
    dated.trust,
    dated.federation,
    types.name as school_type,
    dated.as_at,
    dated.source_line
from dated
inner join last_seen
    on
        dated.urn = last_seen.urn
        and last_seen.year
        >= cast(dated.school_year as varchar) || right(cast(dated.school_year + 1 as varchar), 2)
left join source_schools_2016__types as types on dated.school_type = types.school_type
