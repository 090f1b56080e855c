-- title: Progress 8
-- question: How do pupils do at 16 compared with others who had done as well at 11?
-- theme: outcomes
-- kind: score
-- unit: grades in each subject
-- per: 1
-- decimals: 2
-- least_difference: 0.1
-- polarity: higher_is_better
-- numerator: The difference between each pupil's Attainment 8 and the average of all pupils with
--   the same results at 11
-- denominator: Pupils at the end of key stage 4 in state-funded mainstream and special schools
--   with results at 11
-- counts: points
-- uncertainty: process
-- period: academic_year
-- source: lait
-- caveat: Zero is the average of England in every year, so it does not show a rise
--   everywhere. None was published for 2020 and 2021 nor, for want of results at 11, for 2025. A
--   few pupils with very low scores can pull it down.
-- note: National indicator 78 counted schools below a floor of results; no such count is in the
--   data. Progress 8 is DfE's fairer comparison of today.
-- owner: data and analysis team
-- status: published

with figures as (
    select
        area_code,
        period_end,
        numerator,
        denominator,
        coalesce(rate(numerator, denominator, 1), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure = 'progress_8'
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
