-- title: Leaders who see partnership embedded
-- question: How many leaders say the authority embeds partnership among all the secondary
--   schools?
-- theme: reach
-- kind: percentage
-- unit: % of leaders who answered
-- per: 100
-- decimals: 0
-- polarity: higher_is_better
-- numerator: Leaders (headteachers, principals, partnership leaders) who say the authority embeds
--   partnership among all the secondary schools
-- denominator: Leaders who answered this item in the last survey of the twelve months to the day
-- counts: institutions
-- period: date
-- source: survey_answers
-- caveat: An opinion, and leaders who stand outside partnerships answer less often. Those who
--   answer may differ from those who do not. Fewer than five answers are not shown.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with waves as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        max(survey_answers.wave) as wave
    from area_snapshots
    left join survey_answers
        on
            area_snapshots.area_code = survey_answers.area_code
            and area_snapshots.period_end >= survey_answers.wave
            and survey_answers.wave > area_snapshots.period_end - interval 1 year
    group by area_snapshots.area_code, area_snapshots.period_end
),

answered as (
    select
        area_code,
        wave,
        count(*) filter (where received) as said_yes,
        count(received) as answers
    from survey_answers
    where item = 'reach'
    group by area_code, wave
),

counted as (
    select
        waves.area_code,
        waves.period_end,
        case when answered.answers = 0 or answered.answers >= 5 then answered.said_yes end
            as numerator,
        case when answered.answers = 0 or answered.answers >= 5 then answered.answers end
            as denominator,
        case when answered.answers between 1 and 4 then 'suppressed' end as hidden
    from waves
    left join answered
        on
            waves.area_code = answered.area_code
            and waves.wave = answered.wave
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    coalesce(hidden, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from counted
