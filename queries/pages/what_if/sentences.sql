-- title: What is said of the authority today, and as it would be said
-- params: area_code, as_at, framework, changes, levels
-- again: ranks, figure_limits, comparison_tests, findings, headlines, sentence_facts, sentences
-- note: changes and levels as in what_if/flags. The sentences of the scenario are those of the same
--   steps, worked out again over its rows; directions stay as tested, and what depends
--   on another date is not shown. Of each part the first five, today or then. about is the theme
--   or the figure of which a sentence is; state a sign and a word: as today, changed, new, gone.

with changes as (
    select unnest(from_json($changes, '[{
        "indicator": "text", "figure": "double", "numerator": "double",
        "lower": "double", "upper": "double"
    }]'), recursive := true)
),

levelled as (
    select unnest(from_json($levels, '[{
        "id": "text", "level": "integer", "level_low": "integer", "level_high": "integer",
        "named": "text", "confidence": "double", "open_high": "integer", "used": "integer",
        "limited_by": "text", "others_as_weak": "integer"
    }]'), recursive := true)
),

assessment_dates as (
    select * from assessment_dates
    where as_at = cast($as_at as date)
),

recent_dates as (  -- noqa: ST03
    select as_at from assessment_dates
),

areas as (
    select * from areas
    where area_code = $area_code or area_type = 'country'
),

rungs as (
    select * from rungs
    where framework = $framework
),

framework_themes as (
    select * from framework_themes
    where framework = $framework
),

framework_bearings as (
    select * from framework_bearings
    where framework = $framework
),

moved as (
    select
        today.period_end,
        changes.*
    from main.findings as today
    inner join changes on changes.figure is not null and today.indicator = changes.indicator
    where
        today.framework = $framework
        and today.area_code = $area_code
        and today.as_at = cast($as_at as date)
),

figures as (  -- noqa: ST03
    select
        today.indicator,
        today.area_code,
        today.area_type,
        today.period_end,
        today.period_status,
        if(today.area_code = $area_code, moved.numerator, today.numerator) as numerator,
        today.denominator,
        if(today.area_code = $area_code, moved.figure, today.value) as value,
        if(today.area_code = $area_code, moved.lower, today.lower) as lower,
        if(today.area_code = $area_code, moved.upper, today.upper) as upper,
        if(today.area_code = $area_code, null, today.missing_reason) as missing_reason
    from main.figures as today
    inner join moved
        on today.indicator = moved.indicator and today.period_end = moved.period_end
),

ranks as (
    select * from ranks
),

figure_limits as (  -- noqa: ST03
    select * from figure_limits
),

comparison_tests as (  -- noqa: ST03
    select * from comparison_tests
),

findings as (
    select then_found.* from findings as then_found
    where then_found.area_code = $area_code
    union all by name
    select today.*
    from main.findings as today
    where
        today.framework = $framework
        and today.area_code = $area_code
        and today.as_at = cast($as_at as date)
        and today.indicator not in (select moved.indicator from moved)
),

evidence as (  -- noqa: ST03
    select
        today.* replace (
            coalesce(changes.figure, today.value) as value,
            case when changes.figure is null then today.status else 'used' end as status,
            case when changes.figure is null then today.missing_reason end as missing_reason
        )
    from main.evidence as today
    left join changes on today.indicator = changes.indicator
    where
        today.framework = $framework
        and today.area_code = $area_code
        and today.as_at = cast($as_at as date)
),

theme_levels as (  -- noqa: ST03
    select
        today.* replace (
            levelled.level_low is not null as assessed,
            levelled.level as level,
            levelled.level_low as level_low,
            levelled.level_high as level_high,
            levelled.named as named,
            levelled.confidence as confidence,
            levelled.open_high as open_high,
            levelled.used as evidence_used,
            levelled.limited_by as limited_by,
            levelled.others_as_weak as others_as_weak
        )
    from main.theme_levels as today
    inner join levelled on today.theme = levelled.id
    where
        today.framework = $framework
        and today.area_code = $area_code
        and today.as_at = cast($as_at as date)
    union all
    select earlier.*
    from main.theme_levels as earlier
    where
        earlier.framework = $framework
        and earlier.area_code = $area_code
        and earlier.as_at < cast($as_at as date)
),

parts as (
    select
        unnest(['glance', 'standing', 'well', 'worry']) as part,
        unnest(['At a glance', 'Where we stand', 'Going well', 'What should worry us']) as heading,
        unnest(range(4)) as place
),

sentence_templates as (  -- noqa: ST03
    select templates.*
    from main.sentence_templates as templates
    semi join parts on templates.part = parts.part
),

sentence_facts as (  -- noqa: ST03
    select * from sentence_facts
),

other_facts as (  -- noqa: ST03
    select *
    from main.other_facts
    where false
),

headlines_then as (
    select * from headlines
),

sentences_then as (
    select * from sentences
),

said_then as (
    select
        'glance' as part,
        position,
        kind as sentence,
        '' as about,
        sentence as said
    from headlines_then
    where
        framework = $framework
        and area_code = $area_code
        and kind in ('headline', 'strongest', 'weakest', 'changed')
    union all
    select
        part,
        position,
        sentence,
        coalesce(case when facts['theme'] is null then indicator else theme end, '') as about,
        said
    from sentences_then
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

said_today as (
    select
        'glance' as part,
        position,
        kind as sentence,
        '' as about,
        sentence as said
    from main.headlines
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and kind in ('headline', 'strongest', 'weakest', 'changed')
    union all
    select
        part,
        position,
        sentence,
        coalesce(case when facts['theme'] is null then indicator else theme end, '') as about,
        said
    from main.sentences
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

beside as (
    select
        coalesce(said_today.part, said_then.part) as part,
        said_today.position as today_position,
        said_then.position as then_position,
        said_today.said as today,
        said_then.said as supposed
    from said_today
    full join said_then
        on
            said_today.part = said_then.part
            and said_today.sentence = said_then.sentence
            and said_today.about = said_then.about
)

select
    parts.heading,
    beside.today,
    beside.supposed,
    'not said' as unsaid,
    case
        when beside.today is null then '+ new'
        when beside.supposed is null then '× gone'
        when beside.today <> beside.supposed then '◆ changed'
        else '= as today'
    end as state,
    not coalesce(beside.today = beside.supposed, false) as is_changed,
    case count(*) filter (where is_changed) over ()
        when 0 then 'No sentence would change'
        when 1 then 'One sentence would change'
        else
            count(*) filter (where is_changed) over ()
            || ' sentences would change'
    end as headline
from beside
inner join parts on beside.part = parts.part
where least(beside.today_position, beside.then_position) <= 5
order by
    parts.place, least(beside.today_position, beside.then_position), beside.then_position
