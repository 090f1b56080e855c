-- title: Appeals to the SEND tribunal
-- question: How many decisions on special needs are appealed against?
-- theme: outcomes
-- kind: percentage
-- unit: % of decisions that could be appealed against
-- per: 100
-- decimals: 1
-- least_difference: 0.5
-- polarity: lower_is_better
-- numerator: Appeals to the tribunal registered in the calendar year
-- denominator: Decisions in the calendar year that could be appealed against: assessments and plans
--   refused, plans in force in January, and plans ended
-- counts: people
-- uncertainty: process
-- period: calendar_year
-- source: send_tribunal, lait, demonstration
-- caveat: Many appeals may mean that decisions are poor, that families are well supported to
--   appeal, or both. Most decisions counted are plans in force that nobody disputes.
-- note: Figures of the Ministry of Justice are provisional and are revised.
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
    where measure = 'send_appeals'
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
