-- title: What the figures say of one authority, in sentences
-- params: area_code, as_at, framework
-- note: "Level 3 or above" is the upper half of the framework's own ladder, not a cut point.

with

ladder as (
    select
        max(level) as top,
        min(level) filter (where level > middle) as upper_half
    from (
        select
            level,
            median(level) over () as middle
        from framework_levels
        where framework = $framework
    ) as rungs
),

words as (
    select
        level,
        lower(word) as word
    from framework_levels
    where framework = $framework
),

area as (
    select name
    from areas
    where area_code = $area_code
),

now_at as (
    select
        framework_themes.position,
        framework_themes.title,
        theme_levels.level,
        coalesce(theme_levels.evidence_used, 0) as used,
        coalesce(theme_levels.evidence_possible, 0) as possible,
        theme_levels.limited_by,
        earlier.level as before,
        assessment_dates.previous_as_at
    from framework_themes
    inner join assessment_dates
        on assessment_dates.as_at = cast($as_at as date)
    left join theme_levels
        on
            framework_themes.framework = theme_levels.framework
            and framework_themes.theme = theme_levels.theme
            and theme_levels.area_code = $area_code
            and theme_levels.as_at = cast($as_at as date)
    left join theme_levels as earlier
        on
            framework_themes.framework = earlier.framework
            and framework_themes.theme = earlier.theme
            and earlier.area_code = $area_code
            and assessment_dates.previous_as_at = earlier.as_at
    where framework_themes.framework = $framework
),

counts as (
    select
        count(*) as themes,
        count(level) as assessed,
        count(*) filter (where level >= ladder.upper_half) as ready,
        sum(used) as used,
        sum(possible) as possible,
        min(level) as lowest,
        max(level) as highest,
        count(*) filter (where level > before) as risen,
        count(*) filter (where level < before) as fallen,
        count(*) filter (where level = before) as steady,
        any_value(previous_as_at) as previous_as_at
    from now_at
    cross join ladder
),

named as (
    select
        string_agg(title, ', ' order by position)
            filter (where level = counts.lowest) as lowest_themes,
        count(*) filter (where level = counts.lowest) as lowest_count,
        string_agg(title, ', ' order by position)
            filter (where level = counts.highest) as highest_themes,
        count(*) filter (where level = counts.highest) as highest_count,
        arg_min(limited_by, position) filter (where level = counts.lowest) as limited_by,
        string_agg(title || ' ' || before || ' → ' || level, ', ' order by position)
            filter (where level > before) as risen_themes,
        string_agg(title || ' ' || before || ' → ' || level, ', ' order by position)
            filter (where level < before) as fallen_themes
    from now_at
    cross join counts
),

facts as (
    select
        counts.*,
        named.*,
        area.name,
        ladder.upper_half,
        high.word as high_word,
        low.word as low_word,
        upper_half_word.word as upper_half_word,
        indicator_labels.title as limit_title
    from counts
    cross join named
    cross join area
    cross join ladder
    left join words as high
        on counts.highest = high.level
    left join words as low
        on counts.lowest = low.level
    left join words as upper_half_word
        on ladder.upper_half = upper_half_word.level
    left join indicator_labels
        on named.limited_by = indicator_labels.indicator
)

select
    'headline' as kind,
    '' as heading,
    case
        when assessed = 0
            then name || ' cannot be assessed: there is too little evidence in all '
                || themes || ' themes'
        when ready = assessed and assessed = themes
            then name || ' is at level ' || upper_half || ' (' || upper_half_word
                || ') or above in all ' || themes || ' themes'
        else name || ' is at level ' || upper_half || ' (' || upper_half_word
            || ') or above in ' || ready || ' of ' || themes || ' themes'
            || case
                when lowest >= upper_half then ''
                when lowest_count > 3 then '; ' || lowest_count || ' are at level ' || lowest
                else '; ' || lower(lowest_themes)
                    || case when lowest_count = 1 then ' holds' else ' hold' end || ' it back'
            end
            || case
                when assessed < themes
                    then '; ' || (themes - assessed) || ' cannot be assessed'
                else ''
            end
    end as sentence
from facts

union all

select
    'coverage',
    '',
    'evidence for ' || used || ' of ' || possible || ' indicators'
from facts

union all

select
    'strongest',
    'Strongest',
    case
        when assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
        when highest = lowest
            then 'No theme stands out: all ' || assessed || ' assessed are at level ' || highest
                || ' (' || high_word || ').'
        when highest_count > 3
            then highest_count || ' themes, all at level ' || highest || ' (' || high_word || ').'
        else highest_themes || ', at level ' || highest || ' (' || high_word || ').'
    end
from facts

union all

select
    'weakest',
    'Weakest',
    case
        when assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
        when highest = lowest then 'No theme stands out as the weakest.'
        when lowest_count > 3
            then lowest_count || ' themes, all at level ' || lowest || ' (' || low_word || ').'
        else lowest_themes || ', at level ' || lowest || ' (' || low_word || ')'
            || case
                when lowest_count = 1 and limit_title is not null
                    then ', held there by: ' || lcase(limit_title[1]) || limit_title[2:] || '.'
                else '.'
            end
    end
from facts

union all

select
    'changed',
    'What changed',
    case
        when previous_as_at is null then 'This is the first date with figures.'
        when risen + fallen + steady = 0
            then 'Nothing to compare: no theme could be assessed at both dates.'
        when risen + fallen = 0
            then 'No level has changed since ' || strftime(previous_as_at, '%-d %b %Y') || '.'
        else 'Since ' || strftime(previous_as_at, '%-d %b %Y') || ': '
            || concat_ws(
                '; ',
                case when risen > 0 then 'up, ' || risen_themes end,
                case when fallen > 0 then 'down, ' || fallen_themes end,
                case when steady > 0 then steady || ' unchanged' end
            ) || '.'
    end
from facts
