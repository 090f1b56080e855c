-- title: Funded early education at two
-- question: How many two year-olds take up a funded place?
-- theme: outcomes
-- kind: rate
-- unit: for every 100 two year-olds who may have one
-- per: 100
-- decimals: 1
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Two year-olds who take up some funded early education in January
-- denominator: Two year-olds who may have a funded place, as estimated
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: Who may have a place changed in April 2024, when children of working parents came in:
--   years before and after are not alike.
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
    where measure = 'early_education_at_two'
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
