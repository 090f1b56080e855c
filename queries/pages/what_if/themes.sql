-- title: Each theme today and as it would be
-- params: area_code, as_at, framework, judged, changes
-- note: judged is the rows of what_if/indicators as JSON, so that nothing is worked out twice. The
--   rules are those of theme_levels; nothing is saved. headline and below sum up all themes.

with judged as (
    select unnest(from_json($judged, '[{
        "theme": "text", "indicator": "text", "weight": "double",
        "level": "integer", "level_low": "integer", "level_high": "integer"
    }]'), recursive := true)
),

gathered as (
    select
        theme,
        count(level) as evidence_used,
        count(*) as evidence_possible,
        min(level) as weakest,
        min(level_low) as weakest_low,
        min(level_high) as weakest_high,
        sum(weight) filter (where level is not null) as weights,
        quotient(sum(weight * level), weights) as mean,
        quotient(sum(weight * level_low), weights) as mean_low,
        quotient(sum(weight * level_high), weights) as mean_high,
        arg_min(indicator, (level, level_high, indicator)) filter (where level is not null)
            as weakest_indicator,
        count(*) filter (where is_weakest) - 1 as others_as_weak
    from (
        select
            *,
            level = min(level) over (partition by theme) as is_weakest
        from judged
    ) as ranked
    group by theme
),

levelled as (
    select
        theme_rules.theme as id,
        theme_rules.title,
        theme_rules.position,
        theme_levels.level as today_level,
        theme_levels.level_low as today_low,
        theme_levels.level_high as today_high,
        coalesce(gathered.evidence_used, 0) as evidence_used,
        coalesce(gathered.evidence_possible, 0) as evidence_possible,
        gathered.evidence_used >= greatest(theme_rules.minimum_evidence, 1) as is_assessed,
        case
            when is_assessed
                then theme_level(gathered.mean, gathered.weakest, theme_rules.allowance)
        end as level,
        case
            when is_assessed
                then theme_level(gathered.mean_low, gathered.weakest_low, theme_rules.allowance)
        end as level_low,
        case
            when is_assessed
                then theme_level(gathered.mean_high, gathered.weakest_high, theme_rules.allowance)
        end as level_high,
        case when is_assessed then gathered.weakest_indicator end as weakest,
        gathered.others_as_weak
    from theme_rules
    left join gathered on theme_rules.theme = gathered.theme
    left join theme_levels
        on
            theme_levels.framework = $framework
            and theme_levels.area_code = $area_code
            and theme_levels.as_at = cast($as_at as date)
            and theme_rules.theme = theme_levels.theme
    where theme_rules.framework = $framework
),

ladder as (
    select
        coalesce(max(top), 1) as top,
        any_value(words) as words
    from rungs
    where framework = $framework
),

beside as (
    select
        levelled.*,
        ladder.top,
        ladder.words,
        supposed.word,
        today.called as today_called,
        supposed.called,
        case when levelled.level < ladder.top then levelled.weakest end as limited_by,
        count(*) over () as themes,
        count(*) filter (where levelled.level > levelled.today_level) over () as risen,
        count(*) filter (where levelled.level < levelled.today_level) over () as fallen,
        count(*) filter (where today.is_upper) over () as upper_today,
        count(*) filter (where supposed.is_upper) over () as upper_then
    from levelled
    cross join ladder
    left join rungs as supposed
        on supposed.framework = $framework and levelled.level = supposed.level
    left join rungs as today
        on today.framework = $framework and levelled.today_level = today.level
)

select
    beside.id,
    beside.title,
    '' as description,
    beside.level,
    beside.level_low,
    beside.level_high,
    beside.word,
    beside.words,
    beside.top,
    beside.today_level as before,
    cast(null as double) as beside,
    0 as beside_areas,
    beside.evidence_used as used,
    beside.evidence_possible as possible,
    beside.limited_by,
    case when beside.limited_by is not null then beside.others_as_weak end as others_as_weak,
    case
        when beside.level is null and beside.today_level is null then 'Not assessed, as today.'
        when beside.level is null then 'It could no longer be assessed.'
        when beside.today_level is null then 'It could be assessed, at ' || beside.called || '.'
        when beside.level > beside.today_level
            then 'It would rise from ' || beside.today_called || ' to ' || beside.called || '.'
        when beside.level < beside.today_level
            then 'It would fall from ' || beside.today_called || ' to ' || beside.called || '.'
        when beside.level_low <> beside.today_low or beside.level_high <> beside.today_high
            then 'It would stay at ' || beside.called || ', with another range.'
        else 'It would stay at ' || beside.called || '.'
    end as why,
    case
        when $changes = '[]'
            then 'Change a value to see its effect: this is ' || areas.name || ' as it is now'
        when beside.risen + beside.fallen = 0
            then 'In this scenario, no theme of ' || areas.name || ' would change its level'
        else
            'In this scenario, ' || areas.name || ' would ' || concat_ws(
                ' and ',
                case
                    when beside.risen > 0
                        then 'rise in ' || beside.risen || if(beside.risen = 1, ' theme', ' themes')
                end,
                case
                    when beside.fallen > 0
                        then
                            'fall in ' || beside.fallen
                            || if(beside.fallen = 1, ' theme', ' themes')
                end
            )
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || ' · themes in the upper half of the ladder: ' || beside.upper_then || ' of '
    || beside.themes || ', today ' || beside.upper_today
    || ' · Not saved: copy the link to keep this scenario' as below
from beside
inner join areas on areas.area_code = $area_code
order by beside.position
