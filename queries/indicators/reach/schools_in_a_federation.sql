-- title: Schools in a federation
-- question: How many of the schools this authority maintains are in a federation?
-- theme: reach
-- kind: percentage
-- unit: % of maintained schools
-- per: 100
-- decimals: 1
-- polarity: neutral
-- numerator: Maintained schools in one or more federations in the schools register (August 2022)
-- denominator: Schools maintained by the authority at the last 31 March known before that (31
--   March 2021)
-- counts: institutions
-- period: date
-- source: schools_register, maintained_school_balances
-- caveat: The two dates differ: schools that became academies between March 2021 and August 2022
--   are in the denominator alone, so the figure is a little low. A federation has one governing
--   body; softer partnerships are not in the register. A snapshot, with no series back in time.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-10-12
-- next_review: 2027-10-12
-- status: published

with snapshot as (
    select max(as_at) as as_at
    from school_group_members
),

federated as (
    select
        area_code,
        count(distinct urn) as schools
    from school_group_members
    where group_type = 'federation' and group_status = 'open'
    group by area_code
),

last_counted as (
    select max(maintained_schools.period_end) as period_end
    from maintained_schools
    cross join snapshot
    where maintained_schools.period_end <= snapshot.as_at
),

maintained as (
    select
        maintained_schools.area_code,
        maintained_schools.schools
    from maintained_schools
    inner join last_counted on maintained_schools.period_end = last_counted.period_end
    where maintained_schools.phase = 'all'
),

counted as (
    select
        areas.area_code,
        snapshot.as_at as period_end,
        coalesce(federated.schools, 0) as numerator,
        maintained.schools as denominator
    from areas
    cross join snapshot
    left join federated on areas.area_code = federated.area_code
    left join maintained on areas.area_code = maintained.area_code
    where
        areas.area_type = 'authority'
        and areas.valid_from <= snapshot.as_at
        and (areas.valid_to is null or areas.valid_to >= snapshot.as_at)
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
