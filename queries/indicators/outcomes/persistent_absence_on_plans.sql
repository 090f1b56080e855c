-- title: Persistent absence of children on protection plans
-- question: How many children on protection plans miss a tenth or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of children on plans of school age
-- per: 100
-- decimals: 1
-- least_difference: 5
-- polarity: lower_is_better
-- numerator: Children on a protection plan on 31 March who missed a tenth or more of their possible
--   sessions
-- denominator: Children on a protection plan on 31 March of school age whose school record was
--   found
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: Few children stand behind the figure of a small authority.
-- owner: data and analysis team
-- status: published

with figures as (
    select
        area_code,
        period_end,
        numerator,
        denominator,
        coalesce(percentage(numerator, denominator), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure = 'persistent_absence_on_plans'
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    value,
    case when value is null then coalesce(missing_reason, gap_reason(numerator, denominator)) end
        as missing_reason,
    period_status
from figures
