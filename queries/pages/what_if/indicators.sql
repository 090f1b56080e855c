-- title: Each judged indicator today and as it would be
-- params: area_code, as_at, framework, changes
-- note: changes is a JSON list: {"kind": "figure" or "weight", "indicator", "value"} or {"kind":
--   "cut_point", "indicator", "level", "value"}. A figure moved keeps its denominator, from which
--   its interval is worked out anew. What names nothing known changes nothing. Nothing is saved.
--   judged is every row as JSON, from which what_if/themes works on.

with changes as (
    select
        json_extract_string(change, 'kind') as kind,
        json_extract_string(change, 'indicator') as indicator,
        try_cast(json_extract_string(change, 'level') as integer) as level,
        try_cast(json_extract_string(change, 'value') as double) as value
    from (
        select unnest(from_json(coalesce(nullif($changes, ''), '[]'), '["json"]')) as change
    ) as listed
),

cuts as (
    select
        framework_cut_points.indicator,
        list(
            coalesce(changes.value, framework_cut_points.from_value)
            order by framework_cut_points.level
        ) as points
    from framework_cut_points
    left join changes
        on
            changes.kind = 'cut_point'
            and framework_cut_points.indicator = changes.indicator
            and framework_cut_points.level = changes.level
    where framework_cut_points.framework = $framework
    group by framework_cut_points.indicator
),

stated as (
    select
        evidence.theme,
        evidence.indicator,
        evidence.level as today_level,
        evidence.weight as today_weight,
        ladders.points as today_points,
        ladders.sense,
        ladders.levels,
        cuts.points,
        figures.denominator,
        indicator_labels.kind,
        indicator_labels.counts,
        cast(indicator_labels.per as double) as per,
        moved.value is not null as is_moved,
        case when evidence.status = 'used' then evidence.value end as today_value,
        coalesce(moved.value, case when evidence.status = 'used' then evidence.value end)
            as value,
        case when evidence.status = 'used' then evidence.lower end as today_lower,
        case when evidence.status = 'used' then evidence.upper end as today_upper,
        coalesce(weighed.value, evidence.weight) as weight,
        quotient(moved.value * figures.denominator, per) as numerator
    from evidence
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join cuts on evidence.indicator = cuts.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    left join figures
        on
            evidence.indicator = figures.indicator
            and evidence.area_code = figures.area_code
            and evidence.period_end = figures.period_end
    left join changes as moved
        on moved.kind = 'figure' and evidence.indicator = moved.indicator
    left join changes as weighed
        on
            weighed.kind = 'weight'
            and evidence.indicator = weighed.indicator
            and weighed.value >= 0
    where
        evidence.framework = $framework
        and evidence.area_code = $area_code
        and evidence.as_at = cast($as_at as date)
),

bounded as (
    select
        *,
        case
            when is_moved then interval_lower(kind, counts, round(numerator), denominator, per)
            else today_lower
        end as lower,
        case
            when is_moved then interval_upper(kind, counts, round(numerator), denominator, per)
            else today_upper
        end as upper
    from stated
),

reached as (
    select
        *,
        level_reached(value, sense, points, levels) as level,
        level_reached(lower, sense, points, levels) as at_lower,
        level_reached(upper, sense, points, levels) as at_upper
    from bounded
),

judged as (
    select
        *,
        least(level, at_lower, at_upper) as level_low,
        greatest(level, at_lower, at_upper) as level_high
    from reached
)

select
    judged.theme,
    judged.theme as id,
    judged.indicator,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    framework_levels.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    if(judged.is_moved, 'supposed', '') as period_text,
    'not_available' as missing_reason,
    coalesce(judged.level = min(judged.level) over (partition by judged.theme), false) as limits,
    cast(indicator_labels.decimals as integer) as decimals,
    judged.today_value,
    judged.value,
    judged.lower,
    judged.upper,
    judged.denominator,
    judged.today_weight,
    judged.weight,
    judged.today_points,
    judged.points,
    judged.levels,
    judged.today_level,
    judged.level,
    judged.level_low,
    judged.level_high,
    judged.is_moved
    or judged.today_weight <> judged.weight
    or judged.today_points <> judged.points as is_changed,
    cast(
        to_json(
            list(
                json_object(
                    'theme', judged.theme,
                    'indicator', judged.indicator,
                    'weight', judged.weight,
                    'level', judged.level,
                    'level_low', judged.level_low,
                    'level_high', judged.level_high
                ) order by judged.indicator
            ) over ()
        ) as text
    ) as judged
from judged
inner join indicator_labels on judged.indicator = indicator_labels.indicator
left join framework_levels
    on framework_levels.framework = $framework and judged.level = framework_levels.level
order by judged.theme, indicator_labels.title
