-- title: Candidate flags, and what is known and acted on
-- grain: one row for each framework, date, authority and concern or strength
-- note: Candidates only. Red of an outcome: worse than its neighbours beyond chance or losing
--   ground by test (as many of the two signs as the framework's rule red_signs says). Red of
--   capacity: a theme named at the lowest level with confidence. Neither where an action answers
--   it, which it does until its day and no longer: past it the concern is acted on without effect
--   so far, and a candidate again. Where no action at all is registered nothing can be proposed:
--   flag and acted_on are empty. Green of capacity: a theme named with confidence at the
--   framework's level, and recent evidence of what others can learn. Green of an outcome: better
--   than its neighbours beyond chance or gaining on the country, and an action for it of which the
--   register says what was seen. A framework without these rules has no flags. A flag is about
--   prospects and is not a rating.

with rules as (
    select
        framework,
        max(value) filter (where rule = 'red_signs') as red_signs
    from framework_limits
    group by framework
),

lowest as (
    select
        framework,
        min(level) as level
    from framework_levels
    group by framework
),

registered as (
    select
        area_code,
        min(started_on) as since
    from actions
    group by area_code
),

answered as (
    select
        as_at,
        area_code,
        theme,
        min(action) filter (where answers) as action,
        arg_max(action, due_on order by due_on, action) filter (where has_ended) as ended_action,
        max(due_on) filter (where has_ended) as ended_on
    from dated_actions
    where theme is not null
    group by as_at, area_code, theme
),

of_outcomes as (
    select
        framework,
        as_at,
        area_code,
        indicator,
        cast(null as text) as theme,
        acted_on,
        title || case
            when is_worse and is_worsening
                then
                    ': worse than ' || against || ' beyond chance, and '
                    || if(relative = 'worsening', 'losing ground on the country', 'worsening')
            when is_worse then ': worse than ' || against || ' beyond chance'
            when relative = 'worsening' then ': losing ground on the country'
            else ': worsening'
        end as concern,
        action,
        ended_action,
        ended_on,
        period_end,
        value,
        comparator,
        comparator_value,
        is_worse,
        direction
    from outcome_tests
    where is_concern
),

of_capacity as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        cast(null as text) as indicator,
        theme_levels.theme,
        case
            when answered.action is not null then true
            when registered.since <= theme_levels.as_at then false
        end as acted_on,
        framework_themes.title || ' is at the lowest level, named with confidence'
            as concern,
        answered.action,
        if(answered.action is null, answered.ended_action, null) as ended_action,
        if(answered.action is null, answered.ended_on, null) as ended_on
    from theme_levels
    inner join rules
        on theme_levels.framework = rules.framework and rules.red_signs is not null
    inner join lowest
        on
            theme_levels.framework = lowest.framework
            and theme_levels.level = lowest.level
    inner join framework_themes
        on
            theme_levels.framework = framework_themes.framework
            and theme_levels.theme = framework_themes.theme
    left join answered
        on
            theme_levels.as_at = answered.as_at
            and theme_levels.area_code = answered.area_code
            and theme_levels.theme = answered.theme
    left join registered on theme_levels.area_code = registered.area_code
),

concerns as (
    select
        * exclude (concern, ended_action, ended_on),
        case when acted_on = false then 'red' end as flag,
        concern || case
            when acted_on then '. Known and acted on: ' || action || '.'
            when acted_on is null
                then '. No register of actions is kept, so no flag can be proposed.'
            when ended_action is not null
                then
                    '. Acted on without effect so far: ' || ended_action || ' (due '
                    || strftime(ended_on, '%-d %b %Y') || ').'
            else ', and no action under way for it is registered.'
        end as why,
        acted_on = false and ended_action is not null as is_without_effect
    from (
        select * from of_outcomes
        union all by name
        select * from of_capacity
    ) as together
),

strong_themes as (
    select
        framework,
        as_at,
        area_code,
        'green' as flag,
        theme,
        any_value(title) || ' is at level ' || any_value(level)
        || ', named with confidence. What others can learn: ' || arg_max(shows, dated_on)
        || ' (the authority’s own claim, since ' || strftime(max(dated_on), '%-d %b %Y') || ': '
        || arg_max(link, dated_on) || ')'
        || case when count(*) > 1 then ' and ' || (count(*) - 1) || ' more' else '' end || '.'
            as why
    from green_flag_evidence
    where is_exceptional and teaches
    group by framework, as_at, area_code, theme
),

strong_outcomes as (
    select
        outcome_tests.framework,
        outcome_tests.as_at,
        outcome_tests.area_code,
        'green' as flag,
        outcome_tests.indicator,
        any_value(outcome_tests.title) || case
            when any_value(outcome_tests.is_better)
                then ': better than ' || any_value(outcome_tests.against) || ' beyond chance'
            else ': gaining on the country'
        end || '. What was seen: ' || arg_max(dated_actions.seen, dated_actions.started_on)
        || ' (so says the ' || arg_max(dated_actions.owner_role, dated_actions.started_on)
        || ' in the register of actions, of an action since '
        || strftime(max(dated_actions.started_on), '%-d %b %Y') || ').' as why,
        any_value(outcome_tests.period_end) as period_end,
        any_value(outcome_tests.value) as value,
        any_value(outcome_tests.comparator) as comparator,
        any_value(outcome_tests.comparator_value) as comparator_value,
        any_value(outcome_tests.is_worse) as is_worse,
        any_value(outcome_tests.direction) as direction
    from outcome_tests
    inner join rules
        on outcome_tests.framework = rules.framework and rules.red_signs is not null
    inner join dated_actions
        on
            outcome_tests.as_at = dated_actions.as_at
            and outcome_tests.area_code = dated_actions.area_code
            and outcome_tests.indicator = dated_actions.outcome
            and dated_actions.seen is not null
            and outcome_tests.as_at >= dated_actions.started_on
    where
        not outcome_tests.is_concern
        and (outcome_tests.is_better or coalesce(outcome_tests.relative = 'improving', false))
    group by
        outcome_tests.framework, outcome_tests.as_at, outcome_tests.area_code,
        outcome_tests.indicator
),

together as (
    select * from concerns
    union all by name
    select * from strong_themes
    union all by name
    select * from strong_outcomes
)

select
    framework,
    as_at,
    area_code,
    flag,
    indicator,
    theme,
    acted_on,
    coalesce(is_without_effect, false) as is_without_effect,
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
