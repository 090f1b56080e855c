-- title: Persistent absence in secondaries
-- question: How many secondary pupils miss a tenth or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of secondary pupils
-- per: 100
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: Enrolments in state-funded secondary schools that missed 10 % or more of their
--   possible sessions in the school year
-- denominator: All enrolments in state-funded secondary schools in the year
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: The publisher gives the percentage alone, so there is no interval. There is no figure
--   of 2019/20, and the pandemic raised those after it. A pupil who changes school counts at
--   each.
-- note: National indicator 87 was persistent absence in secondaries at a threshold of 20 %; the
--   threshold is 10 % today, so the two must not be set side by side.
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
    where measure = 'secondary_persistent_absence'
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
