-- title: Academy trusts that cross boundaries
-- question: How many of the multi-academy trusts at work here also run schools elsewhere?
-- theme: reach
-- kind: percentage
-- unit: % of multi-academy trusts
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Multi-academy trusts with an open school in the authority and one in another, in the
--   schools register (August 2022)
-- denominator: All multi-academy trusts with an open school in the authority
-- counts: partnerships
-- uncertainty: complete
-- kinds: ownership
-- period: date
-- source: schools_register
-- caveat: A trust counts in each authority in which it has a school, and those that cross count in
--   several: so most authorities lie above the country, in which each counts once. Small
--   authorities have more neighbours across the border. A snapshot, with no series back in time.
-- owner: partnerships team
-- status: published

with at_work as (
    select distinct
        area_code,
        group_id,
        as_at
    from school_group_members
    where
        source = 'schools_register'
        and group_type = 'multi_academy_trust'
        and group_status = 'open'
        and area_code is not null
),

reach_of_trusts as (
    select
        group_id,
        count(*) > 1 as crosses
    from at_work
    group by group_id
),

-- A trust counts once in each region and once in the country, however many authorities it is in.
placed as (
    select distinct
        at_work.group_id,
        unnest([areas.area_code, areas.region_code, country.area_code]) as area_code
    from at_work
    inner join areas on at_work.area_code = areas.area_code
    left join areas as country on country.area_type = 'country'
),

snapshot as (
    select max(as_at) as as_at
    from at_work
),

counted as (
    select
        areas.area_code,
        snapshot.as_at as period_end,
        count(placed.group_id) filter (where reach_of_trusts.crosses) as numerator,
        count(placed.group_id) as denominator
    from areas
    cross join snapshot
    left join placed on areas.area_code = placed.area_code
    left join reach_of_trusts on placed.group_id = reach_of_trusts.group_id
    where
        areas.valid_from <= snapshot.as_at
        and (areas.valid_to is null or areas.valid_to >= snapshot.as_at)
    group by areas.area_code, snapshot.as_at
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from counted
