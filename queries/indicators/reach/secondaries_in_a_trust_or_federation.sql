-- title: Secondaries in a trust or federation
-- question: How many secondary schools are tied to other schools by a trust or federation?
-- theme: reach
-- kind: percentage
-- unit: % of secondary schools
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Secondary, middle deemed secondary and all-through schools in a foundation trust, a
--   multi-academy trust or a federation: in the schools register (August 2022), and later in the
--   authority's own registers
-- denominator: For the schools register those academies in any academy trust in it, and secondary
--   schools maintained by the authority at the last 31 March known before it (31 March 2021); else
--   all open secondary and all-through schools of the authority's own register
-- counts: institutions
-- uncertainty: complete
-- kinds: any
-- period: date
-- source: schools_register, maintained_school_balances, partnerships, memberships, institutions
-- caveat: The schools register leaves schools that have closed or become academies in their old
--   trust, so trusts are overstated; no more are counted than the authority maintains. Academies
--   that run alone (single-academy trusts) count as in no partnership. A school that became an
--   academy between March 2021 and August 2022 is counted twice in the denominator. More than a
--   third of multi-academy trusts cross the borders of authorities. Softer partnerships are not in
--   the schools register.
-- owner: partnerships team
-- status: published

with snapshot as (
    select max(as_at) as as_at
    from school_group_members
    where source = 'schools_register'
),

secondaries as (
    select
        area_code,
        urn,
        group_type
    from school_group_members
    where
        source = 'schools_register'
        and phase in ('secondary', 'middle_deemed_secondary', 'all_through')
        and group_status = 'open'
),

in_groups as (
    select
        area_code,
        count(distinct urn) filter (where group_type in ('trust', 'federation'))
            as maintained_partnered,
        count(distinct urn) filter (where group_type = 'multi_academy_trust')
            as academies_partnered,
        count(distinct urn) filter (
            where group_type in ('multi_academy_trust', 'single_academy_trust')
        ) as academies
    from secondaries
    group by area_code
),

last_counted as (
    select max(maintained_schools.period_end) as period_end
    from maintained_schools
    cross join snapshot
    where maintained_schools.period_end <= snapshot.as_at
),

-- An authority that has lost its last maintained secondary has no row for the phase.
maintained as (
    select
        every_phase.area_code,
        coalesce(secondary_phase.schools, 0) as schools
    from maintained_schools as every_phase
    inner join last_counted on every_phase.period_end = last_counted.period_end
    left join maintained_schools as secondary_phase
        on
            every_phase.area_code = secondary_phase.area_code
            and every_phase.period_end = secondary_phase.period_end
            and secondary_phase.phase = 'secondary'
    where every_phase.phase = 'all'
),

in_register as (
    select
        areas.area_code,
        snapshot.as_at as period_end,
        -- The register leaves schools that have closed in their old trust: no more of them are
        -- counted than the authority still maintains.
        coalesce(in_groups.academies_partnered, 0)
        + least(coalesce(in_groups.maintained_partnered, 0), maintained.schools) as numerator,
        maintained.schools + coalesce(in_groups.academies, 0) as denominator
    from areas
    cross join snapshot
    left join in_groups on areas.area_code = in_groups.area_code
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
            when count(recorded.area_code) > 0 then count(distinct school_group_members.urn)
        end as numerator,
        count(distinct open_institutions.institution_id) filter (
            where open_institutions.is_secondary
        ) as denominator
    from open_institutions
    inner join own_day on open_institutions.period_end = own_day.as_at
    left join recorded on open_institutions.area_code = recorded.area_code
    left join school_group_members
        on
            open_institutions.institution_id = school_group_members.urn
            and open_institutions.is_secondary
            and school_group_members.source = 'partnerships'
            and school_group_members.group_type in ('trust', 'federation', 'multi_academy_trust')
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
