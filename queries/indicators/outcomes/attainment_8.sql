-- title: Attainment 8
-- question: How well do pupils do in their eight best subjects at 16?
-- theme: outcomes
-- kind: score
-- unit: points a pupil
-- per: 1
-- decimals: 1
-- least_difference: 1.5
-- polarity: higher_is_better
-- numerator: Points in up to eight qualifications, English and mathematics counted twice
-- denominator: Pupils at the end of key stage 4 in state-funded schools
-- counts: points
-- out_of: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: Grades changed in 2017, so 2016 is on another footing. Grades of 2020 and 2021 were not
--   given by examination and are higher. It says much about who lives in an area.
-- note: National indicator 75 was five A*–C with English and maths; DfE's headline of today is
--   this score.
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
    where measure = 'attainment_8'
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
