-- title: Disadvantage gap at 16
-- question: How far behind are disadvantaged pupils in their eight best subjects at 16?
-- theme: outcomes
-- kind: difference
-- unit: points a pupil
-- per: 1
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: None: it is the Attainment 8 score of pupils who are not disadvantaged, less that of
--   disadvantaged pupils
-- denominator: None: each score has its own pupils at the end of key stage 4 in state-funded
--   schools
-- counts: points
-- uncertainty: process
-- period: academic_year
-- source: lait
-- caveat: A gap can close because the better off do worse. In a small authority few young people
--   stand behind it. Disadvantaged means free school meals in the last six years, or looked
--   after, or adopted from care. Grades changed in 2017; those of 2020 and 2021 were not given by
--   examination.
-- note: No national indicator of 2007 at this age; DfE's headline of today.
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
    where measure in ('attainment_8_disadvantaged', 'attainment_8_not_disadvantaged')
),

paired as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'attainment_8_not_disadvantaged') as others,
        max(value) filter (where measure = 'attainment_8_disadvantaged') as those,
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
