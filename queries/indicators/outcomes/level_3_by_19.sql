-- title: Level 3 by 19
-- question: How many young people reach level 3 by the age of 19?
-- theme: outcomes
-- kind: percentage
-- unit: % of young people aged 19
-- per: 100
-- decimals: 1
-- least_difference: 2
-- polarity: higher_is_better
-- numerator: Young people in the cohort who reached level 3 (two A levels or the same standard)
--   by age 19
-- denominator: Young people in the state-sector cohort of the area at academic age 14, those in
--   independent schools left out
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: attainment_at_19, lait, demonstration
-- caveat: Counted where the young person went to school at 14 or 15, and not where they live at
--   19. From 2018/19 only percentages are published here, of a later release whose back figures
--   differ: the line is cut there.
-- note: National indicator 80 was level 3 by 19; this is its heir.
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
    where measure = 'level_3_by_19'
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
