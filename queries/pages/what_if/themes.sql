-- title: Each theme today and as it would be
-- params: area_code, as_at, framework, judged, changes
-- again: theme_levels
-- note: judged is the rows of what_if/indicators as JSON, so that nothing is worked out twice. The
--   rules are those of theme_levels, worked out again over the figures, weights and thresholds of
--   the scenario; nothing is saved. headline and below sum up all themes.

with judged as (
    select unnest(from_json($judged, '[{
        "indicator": "text", "weight": "double", "part": "text", "value": "double",
        "lower": "double", "upper": "double", "cases": "double", "height": "double",
        "level": "integer", "points": ["double"]
    }]'), max_depth := 2)
),

evidence as (  -- noqa: ST03
    select
        today.* replace (
            judged.value as value,
            judged.lower as lower,
            judged.upper as upper,
            judged.weight as weight,
            judged.part as part,
            judged.cases as cases,
            judged.height as height,
            judged.level as level
        )
    from main.evidence as today
    inner join judged on today.indicator = judged.indicator
    where
        today.framework = $framework
        and today.area_code = $area_code
        and today.as_at = cast($as_at as date)
),

ladders as (  -- noqa: ST03
    select today.* replace (judged.points as points)
    from main.ladders as today
    inner join judged on today.indicator = judged.indicator
    where today.framework = $framework
),

-- The step itself, over the rows above.
supposed as (
    select * from theme_levels
),

levelled as (
    select
        framework_themes.theme as id,
        framework_themes.title,
        framework_themes.position,
        today.level as today_level,
        today.level_low as today_low,
        today.level_high as today_high,
        today.named as today_named,
        coalesce(supposed.evidence_used, 0) as evidence_used,
        coalesce(supposed.evidence_possible, 0) as evidence_possible,
        supposed.level,
        supposed.level_low,
        supposed.level_high,
        supposed.named,
        supposed.confidence,
        supposed.open_high,
        supposed.limited_by,
        supposed.others_as_weak
    from framework_themes
    left join supposed on framework_themes.theme = supposed.theme
    left join main.theme_levels as today
        on
            today.framework = $framework
            and today.area_code = $area_code
            and today.as_at = cast($as_at as date)
            and framework_themes.theme = today.theme
    where framework_themes.framework = $framework
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
        rung_then.word,
        count(*) over () as themes,
        count(*) filter (where levelled.level_low > levelled.today_low) over () as risen,
        count(*) filter (where levelled.level_low < levelled.today_low) over () as fallen,
        count(*) filter (
            where levelled.level_low = levelled.today_low
            and levelled.level_high <> levelled.today_high
        ) over () as reshaped,
        count(*) filter (
            where levelled.level_low is null and levelled.today_low is not null
        ) over () as lost,
        count(*) filter (
            where levelled.level_low is not null and levelled.today_low is null
        ) over () as gained,
        count(*) filter (where today.is_upper) over () as upper_today,
        count(*) filter (where rung_then.is_upper) over () as upper_then
    from levelled
    cross join ladder
    left join rungs as rung_then
        on rung_then.framework = $framework and levelled.level_low = rung_then.level
    left join rungs as today
        on today.framework = $framework and levelled.today_low = today.level
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
    case
        when beside.level_low > beside.today_high then beside.today_high
        when beside.level_high < beside.today_low then beside.today_low
    end as before,
    cast(null as double) as beside,
    0 as beside_areas,
    beside.evidence_used as used,
    beside.evidence_possible as possible,
    beside.named,
    beside.confidence,
    beside.open_high,
    beside.limited_by,
    beside.others_as_weak,
    case
        when beside.level_low is null and beside.today_low is null then 'Not assessed, as today.'
        when beside.level_low is null then 'It could no longer be assessed.'
        when beside.today_low is null then 'It could be assessed, at level ' || beside.named || '.'
        when beside.level_low > beside.today_low
            then
                'It would rise from level ' || beside.today_named || ' to ' || beside.named || '.'
        when beside.level_low < beside.today_low
            then
                'It would fall from level ' || beside.today_named || ' to ' || beside.named || '.'
        when beside.level_high <> beside.today_high
            then
                'It would go from level ' || beside.today_named || ' to ' || beside.named || '.'
        else 'It would stay at level ' || beside.named || '.'
    end as why,
    coalesce(beside.today_named, 'not assessed') as now_said,
    coalesce(beside.named, 'not assessed') as then_said,
    case
        when $changes = '[]'
            then 'Change a value to see its effect: this is ' || areas.name || ' as it is now'
        when beside.risen + beside.fallen + beside.reshaped + beside.lost + beside.gained = 0
            then 'In this scenario, no theme of ' || areas.name || ' would change its level'
        else
            'In this scenario, ' || areas.name || ' would ' || concat_ws(
                ' and ',
                in_themes('rise in ', beside.risen),
                in_themes('fall in ', beside.fallen),
                in_themes('have another range of levels in ', beside.reshaped),
                in_themes('no longer be assessed in ', beside.lost),
                in_themes('be assessed in ', beside.gained)
            )
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || ' · themes in the upper half of the ladder: ' || beside.upper_then || ' of '
    || beside.themes || ', today ' || beside.upper_today
    || ' · Not saved: copy the link to keep it, with its name' as below
from beside
inner join areas on areas.area_code = $area_code
order by beside.position
