-- title: Special needs gap at 16
-- question: How far behind are pupils with support for special needs in their eight best subjects
--   at 16?
-- theme: outcomes
-- kind: difference
-- unit: points a pupil
-- per: 1
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: None: it is the Attainment 8 score of pupils with no identified special needs, less
--   that of pupils with special needs support. Pupils with a plan are left out
-- denominator: None: each score has its own pupils at the end of key stage 4 in state-funded
--   schools
-- counts: points
-- uncertainty: process
-- period: academic_year
-- source: lait
-- caveat: A gap can close because the better off do worse. In a small authority few young people
--   stand behind it. Who gets support differs between authorities, so the gap follows practice as
--   well as progress. Grades changed in 2017; those of 2020 and 2021 were not given by
--   examination.
-- note: No national indicator of 2007; DfE's measure of today.
-- owner: data and analysis team
-- status: published

with readings as (
    select
        area_code,
        period_end,
        measure,
        coalesce(rate(numerator, denominator, 1), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure in ('attainment_8_sen_support', 'attainment_8_not_sen')
),

paired as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'attainment_8_not_sen') as others,
        max(value) filter (where measure = 'attainment_8_sen_support') as those,
        max(missing_reason) as missing_reason,
        min(period_status) as period_status
    from readings
    group by area_code, period_end
)

select
    area_code,
    period_end,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    others - those as value,
    case when others is null or those is null then coalesce(missing_reason, 'not_available') end
        as missing_reason,
    period_status
from paired
