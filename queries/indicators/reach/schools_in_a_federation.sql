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

with federated as (
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

counted as (
    select
        there.area_code,
        there.period_end,
        coalesce(federated.schools, 0) as numerator,
        there.schools as denominator
    from register_day_schools as there
    left join federated on there.area_code = federated.area_code
    union all
    select
        area_code,
        period_end,
        case
            when bool_or(is_recorded)
                then count(*) filter (
                    where is_maintained and list_contains(group_types, 'federation')
                )
        end as numerator,
        count(*) filter (where is_maintained) as denominator
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
