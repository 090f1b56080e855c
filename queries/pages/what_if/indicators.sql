-- title: Each judged indicator today and as it would be
-- params: area_code, as_at, framework, changes
-- note: changes is that of what_if/changes, or [] where nothing is moved. Nothing is saved.

with changes as (
    select unnest(from_json($changes, '[{
        "indicator": "text", "figure": "double", "lower": "double", "upper": "double",
        "weight": "double", "points": ["double"]
    }]'), max_depth := 2)
),

stated as (
    select
        scenario_inputs.theme,
        scenario_inputs.indicator,
        scenario_inputs.title,
        scenario_inputs.kind,
        scenario_inputs.unit,
        scenario_inputs.decimals,
        scenario_inputs.denominator,
        scenario_inputs.sense,
        scenario_inputs.levels,
        changes.figure is not null as is_moved,
        coalesce(changes.figure, scenario_inputs.value) as value,
        if(is_moved, changes.lower, scenario_inputs.lower) as lower,
        if(is_moved, changes.upper, scenario_inputs.upper) as upper,
        coalesce(changes.weight, scenario_inputs.weight) as weight,
        coalesce(changes.points, scenario_inputs.points) as points,
        scenario_inputs.per,
        scenario_inputs.z,
        scenario_inputs.cases,
        if(is_moved and scenario_inputs.part <> 'too_few', 'judged', scenario_inputs.part) as part
    from scenario_inputs
    left join changes on scenario_inputs.indicator = changes.indicator
    where
        scenario_inputs.framework = $framework
        and scenario_inputs.area_code = $area_code
        and scenario_inputs.as_at = cast($as_at as date)
        and scenario_inputs.levels is not null
),

reached as (
    select
        *,
        if(part = 'judged', ladder_height(value, sense, points, levels), null) as height,
        if(part = 'judged', level_reached(value, sense, points, levels), null) as level,
        level_reached(
            figure_at(kind, value, lower, upper, cases, per, -1 * sense * z), sense, points, levels
        ) as at_lower,
        level_reached(
            figure_at(kind, value, lower, upper, cases, per, sense * z), sense, points, levels
        ) as at_upper
    from stated
)

select
    reached.theme,
    reached.theme as id,
    reached.indicator,
    reached.title,
    reached.kind,
    reached.unit,
    reached.decimals,
    reached.denominator,
    reached.value,
    reached.lower,
    reached.upper,
    reached.weight,
    reached.part,
    reached.cases,
    reached.points,
    reached.height,
    reached.level,
    if(reached.level is null, null, least(reached.level, reached.at_lower)) as level_low,
    if(reached.level is null, null, greatest(reached.level, reached.at_upper)) as level_high,
    rungs.word,
    rungs.words,
    if(reached.is_moved, 'supposed', '') as period_text,
    'not_available' as missing_reason,
    coalesce(reached.height = min(reached.height) over (partition by reached.theme), false)
        as limits
from reached
left join rungs on rungs.framework = $framework and reached.level = rungs.level
order by reached.theme, reached.title
