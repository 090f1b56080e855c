-- title: Academy trusts that cross boundaries
-- question: How many of the multi-academy trusts at home here also run schools elsewhere?
-- theme: reach
-- kind: percentage
-- unit: % of multi-academy trusts
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Multi-academy trusts at home in the authority with an open school in another
-- denominator: All multi-academy trusts at home in the authority: it has most of their open schools
-- counts: partnerships
-- uncertainty: complete
-- kinds: ownership
-- period: date
-- source: schools_register
-- caveat: Each trust counts once, in one authority, so that authorities together make the country.
--   Small ones have more neighbours across the border. As in the schools register of August 2022.
-- owner: partnerships team
-- status: published

with at_work as (
    select
        area_code,
        group_id,
        as_at,
        count(*) as schools
    from school_group_members
    where
        source = 'schools_register'
        and group_type = 'multi_academy_trust'
        and group_status = 'open'
        and area_code is not null
    group by area_code, group_id, as_at
),

-- Of as many schools in two authorities the first by code is the home.
homes as (
    select
        group_id,
        count(*) > 1 as crosses,
        arg_min(area_code, (-1 * schools, area_code)) as area_code
    from at_work
    group by group_id
),

placed as (
    select
        homes.group_id,
        homes.crosses,
        unnest([areas.area_code, areas.region_code, country.area_code]) as area_code
    from homes
    inner join areas on homes.area_code = areas.area_code
    left join areas as country on country.area_type = 'country'
),

snapshot as (
    select max(as_at) as as_at
    from at_work
)

select
    areas.area_code,
    snapshot.as_at as period_end,
    count(placed.group_id) filter (where placed.crosses) as numerator,
    count(placed.group_id) as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from areas
cross join snapshot
left join placed on areas.area_code = placed.area_code
where
    areas.valid_from <= snapshot.as_at
    and (areas.valid_to is null or areas.valid_to >= snapshot.as_at)
group by areas.area_code, snapshot.as_at
