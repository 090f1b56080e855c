-- title: Persistent absence
-- question: How many pupils miss a tenth or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of pupils
-- per: 100
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: Enrolments that missed 10 % or more of their possible sessions in the school year
-- denominator: All enrolments in state-funded schools in the year
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: The threshold was 20 % to 2009/10 and 15 % to 2014/15. There is no figure of 2019/20,
--   and the pandemic raised those after it. A pupil who changes school counts at each.
-- note: National indicator 87 was of secondaries alone; persistent absence in secondaries is its
--   nearer heir.
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
    where measure = 'persistent_absence'
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
