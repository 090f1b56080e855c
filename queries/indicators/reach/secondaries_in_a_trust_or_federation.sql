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

with in_groups as (
    select
        area_code,
        count(distinct urn) filter (where group_type in ('trust', 'federation')) as maintained,
        count(distinct urn) filter (where group_type = 'multi_academy_trust') as shared,
        count(distinct urn) filter (
            where group_type in ('multi_academy_trust', 'single_academy_trust')
        ) as academies
    from school_group_members
    where
        source = 'schools_register'
        and phase in ('secondary', 'middle_deemed_secondary', 'all_through')
        and group_status = 'open'
    group by area_code
),

counted as (
    select
        there.area_code,
        there.period_end,
        -- The register leaves closed schools in their old trust: count no more than are maintained.
        coalesce(in_groups.shared, 0)
        + least(coalesce(in_groups.maintained, 0), there.secondaries) as numerator,
        there.secondaries + coalesce(in_groups.academies, 0) as denominator
    from register_day_schools as there
    left join in_groups on there.area_code = in_groups.area_code
    union all
    select
        area_code,
        period_end,
        case
            when bool_or(is_recorded) then count(*) filter (
                where is_secondary
                and list_has_any(group_types, ['trust', 'federation', 'multi_academy_trust'])
            )
        end as numerator,
        count(*) filter (where is_secondary) as denominator
    from own_school_groups
    group by area_code, period_end
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
