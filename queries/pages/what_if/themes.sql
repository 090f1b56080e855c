-- title: Each theme today and as it would be
-- params: area_code, as_at, framework, judged
-- note: judged is that of what_if/indicators. The rules are those of theme_levels; nothing is
--   saved. levels is every theme as JSON, from which the questions of flags and sentences work on.

with judged as (
    select
        json_extract_string(each, 'theme') as theme,
        json_extract_string(each, 'indicator') as indicator,
        try_cast(json_extract_string(each, 'weight') as double) as weight,
        try_cast(json_extract_string(each, 'level') as integer) as level,
        try_cast(json_extract_string(each, 'level_low') as integer) as level_low,
        try_cast(json_extract_string(each, 'level_high') as integer) as level_high
    from (
        select unnest(from_json(coalesce(nullif($judged, ''), '[]'), '["json"]')) as each
    ) as listed
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
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
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
    sentence as why,
    cast(
        to_json(
            list(
                json_object(
                    'theme', beside.id,
                    'title', beside.title,
                    'level', beside.level,
                    'level_low', beside.level_low,
                    'level_high', beside.level_high,
                    'evidence_used', coalesce(beside.evidence_used, 0),
                    'limited_by',
                    case
                        when beside.level < (select max(ladder.top) from named as ladder)
                            then beside.weakest
                    end
                ) order by beside.position
            ) over ()
        ) as text
    ) as levels
from beside
left join named as supposed on beside.level = supposed.level
left join named as today on beside.today_level = today.level
order by beside.position
