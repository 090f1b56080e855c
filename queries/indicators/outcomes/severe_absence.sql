-- title: Severe absence
-- question: How many pupils miss half or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of pupils
-- per: 100
-- decimals: 1
-- least_difference: 0.5
-- polarity: lower_is_better
-- numerator: Enrolments that missed half or more of their possible sessions in the school year
-- denominator: All enrolments in state-funded schools in the year
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: They are part of the persistently absent. There is no figure of 2019/20.
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
    where measure = 'severe_absence'
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
