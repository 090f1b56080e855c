-- title: Special needs gap at level 3
-- question: How far behind at level 3 are young people with special educational needs?
-- theme: outcomes
-- kind: difference
-- unit: percentage points
-- per: 1
-- decimals: 1
-- least_difference: 2
-- polarity: lower_is_better
-- numerator: None: it is the percentage that reach level 3 by 19 of those with no identified
--   special needs, less that of those with support or a plan
-- denominator: None: each percentage has its own cohort, separated by special needs at school
-- counts: points
-- uncertainty: process
-- period: academic_year
-- source: attainment_at_19, demonstration
-- caveat: A gap can close because the better off do worse. In a small authority few young people
--   stand behind it. Who is identified as having special needs differs between authorities and
--   years, so the gap follows practice as well as progress. Published counts end with 2017/18.
-- parts: level_3_by_19_not_sen, level_3_by_19_sen
-- note: No national indicator of 2007; kept because gaps are asked for with those of free
--   school meals.
-- owner: data and analysis team
-- status: published

with readings as (
    select
        area_code,
        period_end,
        measure,
        coalesce(percentage(numerator, denominator), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure in ('level_3_by_19_sen', 'level_3_by_19_not_sen')
),

paired as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'level_3_by_19_not_sen') as others,
        max(value) filter (where measure = 'level_3_by_19_sen') as those,
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
