-- title: Leaders who say they receive each kind of support
-- grain: one row for each authority, day of counting and item of the survey
-- private: how many leaders answered an item, few in a small authority; read figures
-- note: item is that of earlier surveys where a newer one carries its figures on. The last survey
--   of the year before the day. Fewer than five answers are hidden, by the rule of the register
--   itself, and those of ten or fewer who all said the same: it would reveal each.

with waves as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        max(survey_answers.wave) as wave
    from area_snapshots
    inner join survey_answers
        on
            area_snapshots.area_code = survey_answers.area_code
            and area_snapshots.period_end >= survey_answers.wave
            and survey_answers.wave > area_snapshots.period_end - interval 1 year
    group by area_snapshots.area_code, area_snapshots.period_end
),

answered as (
    select
        survey_answers.area_code,
        survey_answers.wave,
        coalesce(survey_items.continues, survey_answers.item) as item,
        count(*) filter (where survey_answers.received) as said_yes,
        count(survey_answers.received) as answers
    from survey_answers
    left join survey_items on survey_answers.item = survey_items.item
    group by
        survey_answers.area_code, survey_answers.wave,
        coalesce(survey_items.continues, survey_answers.item)
),

counted as (
    select
        waves.area_code,
        waves.period_end,
        answered.item,
        answered.said_yes,
        answered.answers,
        hides_answers(answered.said_yes, answered.answers) as is_hidden
    from waves
    inner join answered
        on
            waves.area_code = answered.area_code
            and waves.wave = answered.wave
)

select
    area_code,
    period_end,
    item,
    is_hidden,
    case when not is_hidden then said_yes end as said_yes,
    case when not is_hidden then answers end as answers
from counted
