-- title: Schools in foundation trusts and federations at two points in time
-- grain: one row for each authority, kind of group and day on which it was seen
-- note: The earlier snapshot and the day of the schools register that is loaded. Schools that were
--   closed before the first are left out. An authority with no such school on a day has a true
--   zero, where that day is loaded at all.

with seen as (
    select
        as_at,
        area_code,
        'trust' as group_type,
        urn
    from stg_schools_2016__schools
    where trust is not null
    union all
    select
        as_at,
        area_code,
        'federation' as group_type,
        urn
    from stg_schools_2016__schools
    where federation is not null
    union all
    select
        as_at,
        area_code,
        group_type,
        urn
    from school_group_members
    where
        source = 'schools_register'
        and group_type in ('trust', 'federation')
),

days as (
    select distinct
        as_at,
        group_type
    from seen
)

select
    days.as_at,
    areas.area_code,
    days.group_type,
    count(distinct seen.urn) as schools
from days
inner join areas
    on
        areas.area_type = 'authority'
        and days.as_at >= areas.valid_from
        and (areas.valid_to is null or days.as_at <= areas.valid_to)
left join seen
    on
        days.as_at = seen.as_at
        and days.group_type = seen.group_type
        and areas.area_code = seen.area_code
group by days.as_at, areas.area_code, days.group_type
order by days.as_at, areas.area_code, days.group_type
