-- title: Free school meals gap at level 2
-- question: How far behind at level 2 are young people who had free school meals?
-- theme: outcomes
-- kind: difference
-- unit: percentage points
-- per: 1
-- decimals: 1
-- least_difference: 2
-- polarity: lower_is_better
-- numerator: None: it is the percentage that reach level 2 by 19 of those not eligible for free
--   school meals, less that of those eligible
-- denominator: None: each percentage has its own cohort, separated by free school meals at
--   academic age 15
-- counts: points
-- uncertainty: process
-- period: academic_year
-- source: attainment_at_19, lait, demonstration
-- caveat: A gap can close because the better off do worse. In a small authority few young people
--   stand behind it. From 2018/19 the percentages are of a later release: the line is cut there.
-- parts: level_2_by_19_not_fsm, level_2_by_19_fsm
-- note: National indicator 82 was this gap at level 2 by 19; this is its heir.
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
    where measure in ('level_2_by_19_fsm', 'level_2_by_19_not_fsm')
),

paired as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'level_2_by_19_not_fsm') as others,
        max(value) filter (where measure = 'level_2_by_19_fsm') as those,
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
