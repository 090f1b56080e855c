-- title: Suspensions
-- question: How many suspensions are there for every 100 pupils?
-- theme: outcomes
-- kind: rate
-- unit: per 100 pupils
-- per: 100
-- decimals: 1
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: Suspensions (fixed-period exclusions) in the school year from state-funded primary,
--   secondary and special schools
-- denominator: Pupils on roll at the January census in those schools (sole and dual main
--   registrations)
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: exclusions, lait, demonstration
-- caveat: A pupil suspended five times counts five times, so the events are not independent and
--   the interval is too narrow. A low rate may mean that pupils are sent home in other ways,
--   which are not counted. Schools were closed for part of 2019/20 and 2020/21.
-- note: No national indicator of 2007: number 114 counted permanent exclusions alone. Where the
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
    where measure = 'suspensions'
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
