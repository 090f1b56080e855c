-- title: 16 and 17 year-olds in education or training
-- question: How many young people aged 16 and 17 are in education or training?
-- theme: outcomes
-- kind: percentage
-- unit: % of people aged 16 and 17
-- per: 100
-- decimals: 1
-- least_difference: 1
-- polarity: higher_is_better
-- numerator: People of academic age 16 and 17 known to be in education or training in March
-- denominator: People of academic age 16 and 17 known to the authority, those whose activity is
--   not known included
-- counts: people
-- uncertainty: process
-- period: date
-- source: lait, demonstration
-- caveat: From the authority's own records: an authority that loses touch with many young people
--   shows a lower figure. It is not national indicator 117.
-- note: National indicator 91 was participation at 17; this is its nearest heir.
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
    where measure = 'participation_16_17'
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
