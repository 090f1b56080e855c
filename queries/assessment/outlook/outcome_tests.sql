-- title: How each outcome stands to its comparators, which way it goes and what is done about it
-- grain: one row for each framework with red flags, date, authority and outcome with a figure
-- note: Comparators are the statistical neighbours where as many as the rule neighbours_needed have
--   a figure, else the country. is_worse and is_worsening are the two signs of concern: worse than
--   the comparator beyond chance (comparison_tests), and losing ground on the country by test
--   (where that cannot be tested: worsening by itself); is_testable where at least one of the two
--   can be tested. action names one under way on the date. acted_on is empty where no register of
--   actions was kept by then.

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

under_way as (
    select
        standing.as_at,
        standing.area_code,
        actions.outcome,
        count(*) as actions_under_way,
        min(actions.action) as action
    from standing
    inner join actions
        on
            standing.area_code = actions.area_code
            and standing.as_at >= actions.started_on
            and (
                actions.status = 'under_way'
                or actions.status = 'done' and standing.as_at <= actions.due_on
            )
    group by standing.as_at, standing.area_code, actions.outcome
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
    under_way.action,
    case
        when under_way.action is not null then true
        when registered.since <= compared.as_at then false
    end as acted_on
from compared
left join under_way
    on
        compared.as_at = under_way.as_at
        and compared.area_code = under_way.area_code
        and compared.indicator = under_way.outcome
left join registered on compared.area_code = registered.area_code
order by compared.framework, compared.area_code, compared.as_at, compared.indicator
