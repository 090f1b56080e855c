-- title: Each theme today and as it would be
-- params: area_code, as_at, framework, changes
-- note: changes as in what_if/indicators. The rules are those of theme_levels; nothing is saved.

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
),

gathered as (
    select
        theme,
        count(level) as evidence_used,
        count(*) as evidence_possible,
        min(level) as weakest,
        min(level_low) as weakest_low,
        min(level_high) as weakest_high,
        quotient(sum(weight * level), sum(weight) filter (where level is not null)) as mean,
        quotient(sum(weight * level_low), sum(weight) filter (where level is not null))
            as mean_low,
        quotient(sum(weight * level_high), sum(weight) filter (where level is not null))
            as mean_high,
        arg_min(indicator, (level, level_high, indicator)) filter (where level is not null)
            as weakest_indicator
    from judged
    group by theme
),

ruled as (
    select
        framework_themes.theme,
        framework_themes.title,
        framework_themes.position,
        framework_themes.minimum_evidence,
        arg_max(framework_limits.value, framework_limits.theme is not null) as allowance
    from framework_themes
    left join framework_limits
        on
            framework_themes.framework = framework_limits.framework
            and framework_limits.rule = 'above_weakest'
            and (
                framework_limits.theme is null
                or framework_themes.theme = framework_limits.theme
            )
    where framework_themes.framework = $framework
    group by all
),

levelled as (
    select
        ruled.theme,
        ruled.title,
        ruled.position,
        gathered.evidence_used,
        gathered.evidence_possible,
        gathered.weakest_indicator,
        coalesce(gathered.evidence_used >= greatest(ruled.minimum_evidence, 1), false) as assessed,
        theme_level(gathered.mean, gathered.weakest, ruled.allowance) as level,
        theme_level(gathered.mean_low, gathered.weakest_low, ruled.allowance) as level_low,
        theme_level(gathered.mean_high, gathered.weakest_high, ruled.allowance) as level_high
    from ruled
    left join gathered on ruled.theme = gathered.theme
),

named as (
    select
        framework_levels.level,
        framework_levels.word,
        max(framework_levels.level) over () as top,
        framework_levels.level > median(framework_levels.level) over () as is_upper,
        case frameworks.scale
            when 'named' then '“' || framework_levels.word || '”'
            else 'level ' || framework_levels.level
        end as said
    from framework_levels
    inner join frameworks on framework_levels.framework = frameworks.framework
    where framework_levels.framework = $framework
),

beside as (
    select
        levelled.theme as id,
        levelled.title,
        levelled.position,
        theme_levels.level as today_level,
        theme_levels.level_low as today_low,
        theme_levels.level_high as today_high,
        levelled.assessed,
        case when levelled.assessed then levelled.level end as level,
        case when levelled.assessed then levelled.level_low end as level_low,
        case when levelled.assessed then levelled.level_high end as level_high,
        levelled.evidence_used,
        levelled.evidence_possible,
        case when levelled.assessed then levelled.weakest_indicator end as weakest
    from levelled
    left join theme_levels
        on
            theme_levels.framework = $framework
            and theme_levels.area_code = $area_code
            and theme_levels.as_at = cast($as_at as date)
            and levelled.theme = theme_levels.theme
)

select
    beside.*,
    today.word as today_word,
    supposed.word,
    coalesce(today.said, 'not assessed') as today_said,
    coalesce(supposed.said, 'not assessed') as said,
    case
        when beside.level is null and beside.today_level is null then 'Not assessed, as today.'
        when beside.level is null then 'It could no longer be assessed.'
        when beside.today_level is null then 'It could be assessed, at ' || supposed.said || '.'
        when beside.level > beside.today_level
            then 'It would rise from ' || today.said || ' to ' || supposed.said || '.'
        when beside.level < beside.today_level
            then 'It would fall from ' || today.said || ' to ' || supposed.said || '.'
        when beside.level_low <> beside.today_low or beside.level_high <> beside.today_high
            then 'It would stay at ' || supposed.said || ', with another range.'
        else 'It would stay at ' || supposed.said || '.'
    end as sentence,
    count(*) filter (where beside.level > beside.today_level) over () as risen,
    count(*) filter (where beside.level < beside.today_level) over () as fallen,
    count(*) filter (where today.is_upper) over () as upper_today,
    count(*) filter (where supposed.is_upper) over () as upper_then,
    count(*) over () as themes,
    (select max(ladder.top) from named as ladder) as top,
    beside.today_level as before,
    cast(null as double) as beside,
    0 as beside_areas,
    coalesce(beside.evidence_used, 0) as used,
    coalesce(beside.evidence_possible, 0) as possible,
    '' as description,
    sentence as why
from beside
left join named as supposed on beside.level = supposed.level
left join named as today on beside.today_level = today.level
order by beside.position
