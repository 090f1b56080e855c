-- title: Leaders who answered the survey
-- question: How many of the leaders asked answered the survey?
-- theme: context
-- kind: percentage
-- unit: % of leaders asked
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Leaders who answered an item of the last survey of the twelve months to the day
-- denominator: Leaders asked in that survey: headteachers, principals, partnership leaders
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: survey_invitations, survey_answers
-- caveat: It says how far the indicators of what leaders say can be relied on, and nothing of the
--   authority. A high share of answers can still leave out those who are discontented.
-- owner: partnerships team
-- status: published

with waves as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        max(survey_invitations.wave) as wave
    from area_snapshots
    left join survey_invitations
        on
            area_snapshots.area_code = survey_invitations.area_code
            and area_snapshots.period_end >= survey_invitations.wave
            and survey_invitations.wave > area_snapshots.period_end - interval 1 year
    group by area_snapshots.area_code, area_snapshots.period_end
),

asked as (
    select
        area_code,
        wave,
        sum(invited) as invited
    from survey_invitations
    group by area_code, wave
),

answered as (
    select
        area_code,
        wave,
        count(distinct respondent) as respondents
    from survey_answers
    where received is not null or valued is not null or barrier is not null
    group by area_code, wave
),

counted as (
    select
        waves.area_code,
        waves.period_end,
        asked.invited,
        case when asked.wave is not null then coalesce(answered.respondents, 0) end as answers,
        coalesce(hides_leaders(answers, asked.invited), false) as is_hidden
    from waves
    left join asked on waves.area_code = asked.area_code and waves.wave = asked.wave
    left join answered on waves.area_code = answered.area_code and waves.wave = answered.wave
)

select
    area_code,
    period_end,
    case when not is_hidden then answers end as numerator,
    case when not is_hidden then invited end as denominator,
    percentage(numerator, denominator) as value,
    case when is_hidden then 'suppressed' else gap_reason(numerator, denominator) end
        as missing_reason,
    'final' as period_status
from counted
