-- title: Schools in a federation
-- question: How many of the schools this authority maintains are in a federation?
-- theme: reach
-- kind: percentage
-- unit: % of maintained schools
-- per: 100
-- decimals: 1
-- least_difference: 5
-- polarity: neutral
-- numerator: Maintained schools in one or more federations: in the schools register (August 2022),
--   and later in the authority's own registers
-- denominator: Schools maintained by the authority: for the schools register those at the last 31
--   March known before it (31 March 2021), else the open ones of the authority's own register that
--   are neither academies nor free schools nor colleges
-- counts: institutions
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: schools_register, maintained_school_balances, partnerships, memberships, institutions
-- caveat: In the schools register a federation has one governing body, and the two dates differ:
--   schools that became academies between March 2021 and August 2022 are in the denominator alone,
--   so the figure is a little low. An authority's own register may hold softer federations too. A
--   snapshot, with no series back in time.
-- owner: partnerships team
-- status: published

with snapshot as (
    select max(as_at) as as_at
    from school_group_members
    where source = 'schools_register'
),

federated as (
    select
        area_code,
        count(distinct urn) as schools
    from school_group_members
    where
        source = 'schools_register'
        and group_type = 'federation'
        and group_status = 'open'
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

in_register as (
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
),

own_day as (
    select max(snapshots.period_end) as as_at
    from snapshots
    cross join snapshot
    where snapshot.as_at is null or snapshots.period_end > snapshot.as_at
),

recorded as (
    select distinct institutions.area_code
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
),

own as (
    select
        open_institutions.area_code,
        open_institutions.period_end,
        case
            when count(recorded.area_code) > 0
                then count(distinct school_group_members.urn) filter (
                    where
                    open_institutions.institution_type
                    not in ('academy', 'free_school', 'college')
                )
        end as numerator,
        count(distinct open_institutions.institution_id) filter (
            where open_institutions.institution_type not in ('academy', 'free_school', 'college')
        ) as denominator
    from open_institutions
    inner join own_day on open_institutions.period_end = own_day.as_at
    left join recorded on open_institutions.area_code = recorded.area_code
    left join school_group_members
        on
            open_institutions.institution_id = school_group_members.urn
            and school_group_members.source = 'partnerships'
            and school_group_members.group_type = 'federation'
    group by open_institutions.area_code, open_institutions.period_end
),

counted as (
    select * from in_register
    union all
    select * from own
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
