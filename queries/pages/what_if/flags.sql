-- title: Candidate flags today and as they would be
-- params: area_code, as_at, framework, changes, levels
-- note: changes as in what_if/indicators; levels is the rows of what_if/themes as JSON. A theme may
--   newly earn or lose its green by its level. An outcome moved is compared again with the
--   neighbours of today; its direction stays as tested, and so does what is done about it.

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

retested as (
    select
        scenario_inputs.indicator,
        scenario_inputs.title,
        scenario_inputs.flag as today_flag,
        scenario_inputs.why,
        case
            when changes.figure is null then scenario_inputs.is_worse
            else
                coalesce(
                    compared_with(
                        changes.figure,
                        changes.figure - coalesce(
                            scenario_inputs.widened * (changes.figure - changes.lower),
                            scenario_inputs.value - scenario_inputs.limit_lower
                        ),
                        changes.figure + coalesce(
                            scenario_inputs.widened * (changes.upper - changes.figure),
                            scenario_inputs.limit_upper - scenario_inputs.value
                        ),
                        scenario_inputs.comparator_value, scenario_inputs.polarity
                    ) = 'worse', false
                )
        end as would_be_worse,
        case
            when
                scenario_inputs.acted_on = false
                and cast(would_be_worse as integer) + cast(scenario_inputs.is_worsening as integer)
                >= scenario_inputs.red_signs
                then 'red'
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
                    and if(
                        levels.level = theme_levels.level,
                        green_flag_evidence.is_exceptional,
                        coalesce(levels.level_low >= green_flag_evidence.from_level, false)
                    )
                )
                then 'green'
        end as flag
    from green_flag_evidence
    inner join levels on green_flag_evidence.theme = levels.id
    inner join theme_levels
        on
            green_flag_evidence.framework = theme_levels.framework
            and green_flag_evidence.as_at = theme_levels.as_at
            and green_flag_evidence.area_code = theme_levels.area_code
            and green_flag_evidence.theme = theme_levels.theme
    left join prospects as today
        on
            green_flag_evidence.framework = today.framework
            and green_flag_evidence.as_at = today.as_at
            and green_flag_evidence.area_code = today.area_code
            and green_flag_evidence.theme = today.theme
    where
        green_flag_evidence.framework = $framework
        and green_flag_evidence.area_code = $area_code
        and green_flag_evidence.as_at = cast($as_at as date)
    group by green_flag_evidence.theme
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
order by title
