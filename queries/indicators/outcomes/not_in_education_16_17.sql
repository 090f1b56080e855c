-- title: 16 and 17 year-olds not in education, employment or training
-- question: How many young people aged 16 and 17 are known to be in neither education, employment
--   nor training?
-- theme: outcomes
-- kind: percentage
-- unit: % of people aged 16 and 17
-- per: 100
-- decimals: 1
-- least_difference: 0.5
-- polarity: lower_is_better
-- numerator: People of academic age 16 and 17 known to be in neither education, employment nor
--   training
-- denominator: People of academic age 16 and 17 known to the authority, those whose activity is
--   not known included
-- counts: people
-- uncertainty: process
-- period: date
-- source: lait, demonstration
-- caveat: From the authority's own records: an authority that loses touch with many young people
--   shows a lower figure. Read it with those whose activity is not known.
-- note: National indicator 117 counted 16 to 18 year-olds; published series are not national
--   indicator 117, and this is only its nearest heir.
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
    where measure = 'not_in_education_16_17'
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
