-- title: How each outcome compares, which way it goes and what is done about it
-- grain: one row for each framework with red flags, date, authority and outcome with a figure
-- note: It is compared with the statistical neighbours where as many as the rule neighbours_needed
--   have a figure, else the country. is_worse and is_worsening are the two signs of concern: worse
--   than those beyond chance (comparison_tests), and losing ground on the country by test (where
--   that cannot be tested: worsening by itself); is_testable where at least one of the two can be
--   tested. action names one that answers it on the date: begun, and its day not past. ended_action
--   is one whose day is past while none answers: acted on without effect so far. acted_on is empty
--   where no register of actions was kept by then.

with standing as (
    select distinct
        as_at,
        area_code
    from evidence
),

rules as (
    select
        framework,
        max(value) filter (where rule = 'red_signs') as red_signs,
        coalesce(max(value) filter (where rule = 'neighbours_needed'), 1) as neighbours_needed
    from framework_limits
    group by framework
),

outcomes_judged as (
    select
        framework_bearings.framework,
        framework_bearings.indicator,
        framework_bearings.max_age_years,
        indicator_labels.title,
        indicator_labels.polarity,
        rules.red_signs,
        rules.neighbours_needed
    from framework_bearings
    inner join rules
        on framework_bearings.framework = rules.framework and rules.red_signs is not null
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    where framework_bearings.theme is null
),

latest as (
    select
        outcomes_judged.framework,
        outcomes_judged.indicator,
        outcomes_judged.title,
        outcomes_judged.polarity,
        outcomes_judged.red_signs,
        outcomes_judged.neighbours_needed,
        standing.as_at,
        standing.area_code,
        max(figures.period_end) as period_end
    from outcomes_judged
    inner join figures
        on outcomes_judged.indicator = figures.indicator and figures.value is not null
    inner join standing
        on
            figures.area_code = standing.area_code
            and figures.period_end <= standing.as_at
            and figures.period_end > standing.as_at - to_years(outcomes_judged.max_age_years)
    group by all
),

beside as (
    select
        indicator,
        area_code,
        period_end,
        any_value(beside_value) filter (where comparison = 'neighbours') as neighbours_value,
        any_value(verdict) filter (where comparison = 'neighbours') as neighbours_verdict,
        coalesce(any_value(areas) filter (where comparison = 'neighbours'), 0) as neighbours,
        any_value(beside_value) filter (where comparison = 'country') as country_value,
        any_value(verdict) filter (where comparison = 'country') as country_verdict
    from comparison_tests
    group by indicator, area_code, period_end
),

compared as (
    select
        latest.framework,
        latest.indicator,
        latest.title,
        latest.as_at,
        latest.area_code,
        latest.red_signs,
        latest.polarity,
        latest.period_end,
        figures.value,
        beside.neighbours >= latest.neighbours_needed as by_neighbours,
        case when by_neighbours then 'neighbours' else 'country' end as comparator,
        case when by_neighbours then 'its statistical neighbours' else 'the country' end as against,
        case when by_neighbours then beside.neighbours_value else beside.country_value end
            as comparator_value,
        case when by_neighbours then beside.neighbours_verdict else beside.country_verdict end
            as verdict,
        coalesce(verdict = 'worse', false) as is_worse,
        coalesce(verdict = 'better', false) as is_better,
        directions.direction,
        directions.relative,
        coalesce(
            case
                when directions.relative = 'cannot be calculated' then directions.direction
                else directions.relative
            end, 'cannot be calculated'
        ) as judged_direction,
        judged_direction = 'worsening' as is_worsening,
        verdict is not null or judged_direction <> 'cannot be calculated' as is_testable
    from latest
    inner join figures
        on
            latest.indicator = figures.indicator
            and latest.area_code = figures.area_code
            and latest.period_end = figures.period_end
    left join beside
        on
            latest.indicator = beside.indicator
            and latest.area_code = beside.area_code
            and latest.period_end = beside.period_end
    left join directions
        on
            latest.indicator = directions.indicator
            and latest.area_code = directions.area_code
            and latest.period_end = directions.period_end
),

answered as (
    select
        as_at,
        area_code,
        outcome,
        min(action) filter (where answers) as action,
        arg_max(action, due_on order by due_on, action) filter (where has_ended) as ended_action,
        max(due_on) filter (where has_ended) as ended_on
    from dated_actions
    where outcome is not null
    group by as_at, area_code, outcome
),

registered as (
    select
        area_code,
        min(started_on) as since
    from actions
    group by area_code
)

select
    compared.framework,
    compared.as_at,
    compared.area_code,
    compared.indicator,
    compared.title,
    compared.polarity,
    compared.period_end,
    compared.value,
    compared.comparator,
    compared.against,
    compared.comparator_value,
    compared.verdict,
    compared.is_worse,
    compared.is_better,
    compared.direction,
    compared.relative,
    compared.is_worsening,
    compared.is_testable,
    compared.red_signs,
    cast(compared.is_worse as integer) + cast(compared.is_worsening as integer)
    >= compared.red_signs as is_concern,
    answered.action,
    if(answered.action is null, answered.ended_action, null) as ended_action,
    if(answered.action is null, answered.ended_on, null) as ended_on,
    case
        when answered.action is not null then true
        when registered.since <= compared.as_at then false
    end as acted_on
from compared
left join answered
    on
        compared.as_at = answered.as_at
        and compared.area_code = answered.area_code
        and compared.indicator = answered.outcome
left join registered on compared.area_code = registered.area_code
order by compared.framework, compared.area_code, compared.as_at, compared.indicator
