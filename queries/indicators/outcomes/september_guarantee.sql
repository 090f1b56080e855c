-- title: Offers of a place at 16 and 17
-- question: How many young people are offered a place in education or training by September?
-- theme: outcomes
-- kind: rate
-- unit: for every 100 young people aged 16 and 17
-- per: 100
-- decimals: 1
-- least_difference: 2
-- polarity: higher_is_better
-- numerator: Young people aged 16 and 17 offered a suitable place by the end of September
-- denominator: Young people aged 16 and 17 who are entitled to an offer
-- counts: people
-- uncertainty: process
-- period: date
-- source: lait, demonstration
-- caveat: An offer is not a place taken up. The publisher has values a little above 100 where
--   people moved.
-- note: Schools, colleges and the authority must agree who makes the offer.
-- owner: data and analysis team
-- status: published

with figures as (
    select
        area_code,
        period_end,
        numerator,
        denominator,
        coalesce(rate(numerator, denominator, 100), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure = 'september_guarantee'
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
