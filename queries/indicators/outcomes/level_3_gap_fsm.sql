-- title: Free school meals gap at level 3
-- question: How far behind at level 3 are young people who had free school meals?
-- theme: outcomes
-- kind: difference
-- unit: percentage points
-- per: 1
-- decimals: 1
-- least_difference: 2
-- polarity: lower_is_better
-- numerator: None: it is the percentage that reach level 3 by 19 of those not eligible for free
--   school meals, less that of those eligible
-- denominator: None: each percentage has its own cohort, separated by free school meals at
--   academic age 15
-- counts: points
-- parts: level_3_by_19_not_fsm, level_3_by_19_fsm
-- uncertainty: process
-- period: academic_year
-- source: attainment_at_19, lait, demonstration
-- caveat: Where only rounded percentages are published, the gap is the publisher's own. A gap can
--   close because the better off do worse. In a small authority few young people stand behind it.
--   From 2018/19 the percentages are of a later release whose back figures differ: the line is cut
--   there.
-- note: National indicator 81 was this gap at level 3 by 19; this is its heir.
-- owner: data and analysis team
-- status: published

with percentages as (
    select
        area_code,
        period_end,
        measure,
        numerator,
        coalesce(percentage(numerator, denominator), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure in ('level_3_by_19_fsm', 'level_3_by_19_not_fsm', 'level_3_gap_fsm')
),

paired as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'level_3_by_19_not_fsm') as not_fsm,
        max(value) filter (where measure = 'level_3_by_19_fsm') as fsm,
        max(value) filter (where measure = 'level_3_gap_fsm') as given,
        count(numerator) filter (where measure <> 'level_3_gap_fsm') = 2 as is_counted,
        max(missing_reason) filter (where measure <> 'level_3_gap_fsm') as missing_reason,
        min(period_status) as period_status
    from percentages
    group by area_code, period_end
)

select
    area_code,
    period_end,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    case
        when is_counted or missing_reason = 'suppressed' then not_fsm - fsm
        else coalesce(given, not_fsm - fsm)
    end as value,
    case when value is null then coalesce(missing_reason, 'not_available') end as missing_reason,
    period_status
from paired
