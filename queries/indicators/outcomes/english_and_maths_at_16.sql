-- title: English and maths at 16
-- question: How many pupils pass English and maths at 16?
-- theme: outcomes
-- kind: percentage
-- unit: % of pupils
-- per: 100
-- decimals: 1
-- least_difference: 2
-- polarity: higher_is_better
-- numerator: Pupils with grade 4 or above in both English and mathematics
-- denominator: Pupils at the end of key stage 4 in state-funded schools
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: The publisher gives the percentage alone, so there is no interval. Grades of 2020 and
--   2021 were not given by examination and are higher. It says much about who lives in an area.
-- note: National indicator 75 was five A*–C with English and maths; grade 4 or above in both is
--   its nearest heir. The base and the grades changed in 2008 and 2017.
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
    where measure = 'english_and_maths_at_16'
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
