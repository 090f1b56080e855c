-- title: Education, health and care plans in 20 weeks
-- question: How many education, health and care plans are issued in time?
-- theme: outcomes
-- kind: percentage
-- unit: % of plans issued
-- per: 100
-- decimals: 1
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Education, health and care plans issued within 20 weeks of the request in the calendar
--   year, exceptions left out
-- denominator: Education, health and care plans issued in the calendar year, exceptions left out
-- counts: people
-- uncertainty: process
-- period: calendar_year
-- source: ehc_plans, lait, demonstration
-- caveat: It depends on advice from schools, health and social care arriving in time, and says
--   nothing of what is in the plan. Where many plans are late and then issued at once, the
--   percentage falls in the year in which things improve.
-- note: The year 2024 is the first in which plans are reported child by child.
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
    where measure = 'ehc_plans_in_20_weeks'
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
