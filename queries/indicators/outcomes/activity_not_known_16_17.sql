-- title: 16 and 17 year-olds whose activity is not known
-- question: How many young people aged 16 and 17 is the authority out of touch with?
-- theme: outcomes
-- kind: percentage
-- unit: % of people aged 16 and 17
-- per: 100
-- decimals: 1
-- least_difference: 0.5
-- polarity: lower_is_better
-- numerator: Young people aged 16 and 17 whose activity is not known, average of December to
--   February
-- denominator: Young people aged 16 and 17 known to the authority, average of December to February
-- counts: people
-- uncertainty: process
-- period: financial_year
-- source: participation, lait, demonstration
-- caveat: A high figure makes the figure of those in neither education nor work too low. Counts are
--   worked out from a percentage to one decimal.
-- note: It falls where schools and colleges tell the authority promptly who has left.
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
    where measure = 'activity_not_known_16_17'
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
