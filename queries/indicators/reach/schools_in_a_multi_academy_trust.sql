-- title: Schools in a multi-academy trust
-- question: How many of the schools here are run by a trust of several academies?
-- theme: reach
-- kind: percentage
-- unit: % of schools
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Open schools in a multi-academy trust, in the schools register (August 2022)
-- denominator: Open schools in any academy trust in that register, and schools the authority
--   maintained at the last 31 March known before it (31 March 2021)
-- counts: institutions
-- uncertainty: complete
-- kinds: ownership
-- period: date
-- source: schools_register, maintained_school_balances
-- caveat: The two dates differ, so a school that became an academy between them is twice in the
--   denominator. Being in a trust is a form of government and says nothing of what is shared. A
--   snapshot, with no series back in time.
-- owner: partnerships team
-- status: published

with in_trusts as (
    select
        area_code,
        count(distinct urn) filter (where group_type = 'multi_academy_trust') as shared,
        count(distinct urn) as academies
    from school_group_members
    where
        source = 'schools_register'
        and group_type in ('multi_academy_trust', 'single_academy_trust')
        and group_status = 'open'
    group by area_code
),

counted as (
    select
        there.area_code,
        there.period_end,
        coalesce(in_trusts.shared, 0) as numerator,
        there.schools + coalesce(in_trusts.academies, 0) as denominator
    from register_day_schools as there
    left join in_trusts on there.area_code = in_trusts.area_code
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
