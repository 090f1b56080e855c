-- title: 16 and 17 year-olds not in education or not known
-- question: How many young people aged 16 and 17 are in neither education, employment nor
--   training, or out of touch?
-- theme: outcomes
-- kind: percentage
-- unit: % of people aged 16 and 17
-- per: 100
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: People of academic age 16 and 17 in neither education, employment nor training, and
--   those whose activity is not known
-- denominator: People of academic age 16 and 17 known to the authority
-- counts: people
-- sum_of: not_in_education_16_17, activity_not_known_16_17
-- uncertainty: process
-- period: date
-- source: lait
-- caveat: Many of those not known are in education elsewhere. It cannot be made to look better by
--   losing touch, so it is the safer figure to compare.
-- note: Published series are not national indicator 117 (16 to 18 year-olds).
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
    where measure = 'not_in_education_or_not_known_16_17'
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
