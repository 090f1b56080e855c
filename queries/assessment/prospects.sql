-- title: Candidate flags, and what is known and acted on
-- grain: one row for each framework, date, authority and concern or strength
-- note: Candidates only. Red needs an outcome significantly worse than its comparators or worsening
--   by test (as many of the two signs as the framework's rule red_signs says), and no action under
--   way for it. Comparators are the statistical neighbours where as many as neighbours_needed have
--   a figure, else the country. Where an action is under way the row has no flag and acted_on is
--   true. Where no action at all is registered nothing can be proposed: flag and acted_on are
--   empty. Green needs a theme at the framework's level (exceptional) and recent evidence; an
--   innovation alone is not proposed, since no register tells one from another item of evidence.
--   A framework without these rules has no flags. A flag is about prospects and is not a rating.

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
        coalesce(max(value) filter (where rule = 'neighbours_needed'), 1) as neighbours_needed,
        max(value) filter (where rule = 'green_from_level') as green_from_level,
        cast(max(value) filter (where rule = 'green_evidence_years') as integer)
            as green_evidence_years
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
        any_value(coalesce(value, median)) filter (where comparison = 'neighbours')
            as neighbours_value,
        coalesce(any_value(areas) filter (where comparison = 'neighbours'), 0) as neighbours,
        any_value(coalesce(value, median)) filter (where comparison = 'country') as country_value
    from comparisons
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
        latest.period_end,
        figures.value,
        beside.neighbours >= latest.neighbours_needed as by_neighbours,
        case when by_neighbours then 'neighbours' else 'country' end as comparator,
        case when by_neighbours then 'its statistical neighbours' else 'the country' end as against,
        case when by_neighbours then beside.neighbours_value else beside.country_value end
            as comparator_value,
        coalesce(
            compared_with(
                figures.value, figures.lower, figures.upper, comparator_value, latest.polarity
            ) = 'worse', false
        ) as is_worse,
        directions.direction,
        coalesce(directions.direction = 'worsening', false) as is_worsening
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

tested as (
    select *
    from compared
    where cast(is_worse as integer) + cast(is_worsening as integer) >= red_signs
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
),

concerns as (
    select
        tested.framework,
        tested.as_at,
        tested.area_code,
        case
            when under_way.action is null and registered.since <= tested.as_at then 'red'
        end as flag,
        tested.indicator,
        cast(null as text) as theme,
        case
            when under_way.action is not null then true
            when registered.since <= tested.as_at then false
        end as acted_on,
        tested.title || case
            when tested.is_worse and tested.is_worsening
                then ': significantly worse than that of ' || tested.against || ' and worsening'
            when tested.is_worse then ': significantly worse than that of ' || tested.against
            else ': worsening'
        end || case
            when under_way.action is not null
                then '. Known and acted on: ' || under_way.action || '.'
            when registered.since <= tested.as_at
                then ', and no action under way for it is registered.'
            else '. No register of actions is kept, so no flag can be proposed.'
        end as why,
        tested.period_end,
        tested.value,
        tested.comparator,
        tested.comparator_value,
        tested.is_worse,
        tested.direction,
        under_way.action
    from tested
    left join under_way
        on
            tested.as_at = under_way.as_at
            and tested.area_code = under_way.area_code
            and tested.indicator = under_way.outcome
    left join registered on tested.area_code = registered.area_code
),

strengths as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        'green' as flag,
        cast(null as text) as indicator,
        theme_levels.theme,
        cast(null as boolean) as acted_on,
        any_value(framework_themes.title) || ' is at level ' || any_value(theme_levels.level)
        || '. Evidence: ' || arg_max(evidence_items.shows, evidence_items.dated_on)
        || ' (' || strftime(max(evidence_items.dated_on), '%-d %b %Y') || ')'
        || case when count(*) > 1 then ' and ' || (count(*) - 1) || ' more' else '' end || '.'
            as why,
        cast(null as date) as period_end,
        cast(null as double) as value,
        cast(null as text) as comparator,
        cast(null as double) as comparator_value,
        cast(null as boolean) as is_worse,
        cast(null as text) as direction,
        cast(null as text) as action
    from theme_levels
    inner join rules
        on
            theme_levels.framework = rules.framework
            and theme_levels.level >= rules.green_from_level
    inner join framework_themes
        on
            theme_levels.framework = framework_themes.framework
            and theme_levels.theme = framework_themes.theme
    inner join evidence_items
        on
            theme_levels.area_code = evidence_items.area_code
            and theme_levels.theme = evidence_items.theme
            and theme_levels.as_at >= evidence_items.dated_on
            and evidence_items.dated_on > theme_levels.as_at - to_years(rules.green_evidence_years)
    group by
        theme_levels.framework, theme_levels.as_at, theme_levels.area_code, theme_levels.theme
),

together as (
    select * from concerns
    union all
    select * from strengths
)

select
    framework,
    as_at,
    area_code,
    flag,
    indicator,
    theme,
    acted_on,
    why,
    period_end,
    value,
    comparator,
    comparator_value,
    is_worse,
    direction,
    action
from together
order by framework, area_code, as_at, flag, indicator, theme
