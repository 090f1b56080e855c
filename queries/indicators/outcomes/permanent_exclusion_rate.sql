-- title: Permanent exclusions
-- question: How many pupils are permanently excluded?
-- theme: outcomes
-- kind: rate
-- unit: per 100 pupils
-- per: 100
-- decimals: 2
-- least_difference: 0.03
-- polarity: lower_is_better
-- numerator: Permanent exclusions in the school year from state-funded primary, secondary and
--   special schools
-- denominator: Pupils on roll at the January census in those schools (sole and dual main
--   registrations)
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: exclusions, lait, demonstration
-- caveat: A low rate may mean that pupils leave in other ways, which are not counted. A pupil
--   excluded twice counts twice. Schools were closed for part of 2019/20 and 2020/21.
-- note: National indicator 114 was the rate of permanent exclusions; this is its heir. Where the
--   publisher gives rates alone, the number of pupils is worked out from three of them.
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
    where measure = 'permanent_exclusions'
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
