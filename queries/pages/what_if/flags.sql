-- title: Candidate flags today and as they would be
-- params: area_code, as_at, framework, changes, levels
-- note: changes as in what_if/indicators; levels is the rows of what_if/themes as JSON. A theme may
--  newly earn or lose its flag by its level. An outcome moved is compared again with the
--  neighbours of today; its direction stays as tested, and so does what is done about it.

with changes as (
    select unnest(from_json($changes, '[{
        "indicator": "text", "figure": "double", "lower": "double", "upper": "double"
    }]'), recursive := true)
),

levels as (
    select unnest(from_json($levels, '[{
        "id": "text", "level": "integer", "level_low": "integer"
    }]'), recursive := true)
),

gaining as (
    select indicator
    from outcome_tests
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and relative = 'improving'
),

acting as (
    select
        outcome,
        theme,
        seen,
        answers
    from dated_actions
    where
        area_code = $area_code
        and as_at = cast($as_at as date)
        and started_on <= cast($as_at as date)
),

seen as (
    select outcome
    from acting
    where seen is not null and outcome is not null
),

answered as (
    select theme
    from acting
    where answers and theme is not null
),

retested as (
    select
        scenario_inputs.indicator,
        scenario_inputs.title,
        scenario_inputs.flag as today_flag,
        scenario_inputs.why,
        changes.figure is not null as is_moved,
        case
            when changes.figure is not null
                then
                    set_beside(
                        changes.figure,
                        changes.figure - coalesce(
                            scenario_inputs.widened * (changes.figure - changes.lower),
                            scenario_inputs.value - scenario_inputs.limit_lower
                        ),
                        changes.figure + coalesce(
                            scenario_inputs.widened * (changes.upper - changes.figure),
                            scenario_inputs.limit_upper - scenario_inputs.value
                        ),
                        scenario_inputs.comparator_value, scenario_inputs.beside_below,
                        scenario_inputs.beside_above, scenario_inputs.polarity
                    )
        end as verdict,
        cast(coalesce(verdict = 'worse', false) as integer)
        + cast(scenario_inputs.is_worsening as integer) >= scenario_inputs.red_signs as is_concern,
        case
            when not is_moved then scenario_inputs.flag
            when is_concern then if(scenario_inputs.acted_on = false, 'red', null)
            when
                (coalesce(verdict = 'better', false) or scenario_inputs.indicator in (
                    select gaining.indicator from gaining
                ))
                and scenario_inputs.indicator in (select seen.outcome from seen)
                then 'green'
        end as flag
    from scenario_inputs
    left join changes on scenario_inputs.indicator = changes.indicator
    where
        scenario_inputs.framework = $framework
        and scenario_inputs.area_code = $area_code
        and scenario_inputs.as_at = cast($as_at as date)
        and scenario_inputs.levels is null
),

strengths as (
    select
        green_flag_evidence.theme,
        any_value(green_flag_evidence.title) as title,
        any_value(today.flag) as today_flag,
        any_value(today.why) as why,
        case
            when
                bool_or(
                    green_flag_evidence.teaches
                    and coalesce(levels.level >= green_flag_evidence.from_level, false)
                )
                then 'green'
        end as flag
    from green_flag_evidence
    inner join levels on green_flag_evidence.theme = levels.id
    left join prospects as today
        on
            green_flag_evidence.framework = today.framework
            and green_flag_evidence.as_at = today.as_at
            and green_flag_evidence.area_code = today.area_code
            and green_flag_evidence.theme = today.theme
            and today.flag = 'green'
    where
        green_flag_evidence.framework = $framework
        and green_flag_evidence.area_code = $area_code
        and green_flag_evidence.as_at = cast($as_at as date)
    group by green_flag_evidence.theme
),

weaknesses as (
    select
        levels.id as theme,
        framework_themes.title,
        today.flag as today_flag,
        today.why,
        case
            when
                levels.level = rungs.bottom
                and levels.id not in (select answered.theme from answered)
                and exists (select 1 from acting)
                then 'red'
        end as flag
    from levels
    inner join framework_themes
        on framework_themes.framework = $framework and levels.id = framework_themes.theme
    inner join framework_limits
        on framework_limits.framework = $framework and framework_limits.rule = 'red_signs'
    inner join rungs on rungs.framework = $framework and rungs.level = rungs.bottom
    left join prospects as today
        on
            today.framework = $framework
            and today.area_code = $area_code
            and today.as_at = cast($as_at as date)
            and levels.id = today.theme
            and today.flag = 'red'
)

select
    indicator,
    cast(null as text) as theme,
    title,
    today_flag,
    flag,
    why
from retested
where today_flag is not null or flag is not null
union all
select
    cast(null as text) as indicator,
    theme,
    title,
    today_flag,
    flag,
    why
from strengths
where today_flag is not null or flag is not null
union all
select
    cast(null as text) as indicator,
    theme,
    title,
    today_flag,
    flag,
    why
from weaknesses
where today_flag is not null or flag is not null
order by title
