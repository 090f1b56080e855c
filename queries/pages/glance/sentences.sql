-- title: What the figures say of one authority, in sentences
-- params: area_code, as_at, framework
-- note: "Level 3 or above" is the upper half of the framework's own ladder, not a cut point.

with

rungs as (
    select
        level,
        lower(word) as word,
        level > median(level) over () as is_upper
    from framework_levels
    where framework = $framework
),

half as (
    select
        min(level) as level,
        arg_min(word, level) as word
    from rungs
    where is_upper
),

themes as (
    select
        framework_themes.position,
        framework_themes.title,
        theme_levels.level,
        theme_levels.limited_by,
        coalesce(theme_levels.evidence_used, 0) as used,
        coalesce(theme_levels.evidence_possible, 0) as possible,
        earlier.level as before,
        framework_themes.title || ' ' || earlier.level || ' → ' || theme_levels.level as move,
        coalesce(rungs.is_upper, false) as is_upper,
        theme_levels.level = min(theme_levels.level) over () as is_lowest,
        theme_levels.level = max(theme_levels.level) over () as is_highest,
        assessment_dates.previous_as_at
    from framework_themes
    inner join assessment_dates
        on assessment_dates.as_at = cast($as_at as date)
    left join theme_levels
        on
            framework_themes.framework = theme_levels.framework
            and framework_themes.theme = theme_levels.theme
            and assessment_dates.as_at = theme_levels.as_at
            and theme_levels.area_code = $area_code
    left join theme_levels as earlier
        on
            framework_themes.framework = earlier.framework
            and framework_themes.theme = earlier.theme
            and assessment_dates.previous_as_at = earlier.as_at
            and earlier.area_code = $area_code
    left join rungs
        on theme_levels.level = rungs.level
    where framework_themes.framework = $framework
),

counted as (
    select
        count(*) as themes,
        count(level) as assessed,
        count(*) filter (where is_upper) as ready,
        sum(used) as used,
        sum(possible) as possible,
        min(level) as lowest,
        max(level) as highest,
        count(*) filter (where is_lowest) as lowest_count,
        count(*) filter (where is_highest) as highest_count,
        list(title order by position) filter (where is_lowest) as lowest_list,
        list(title order by position) filter (where is_highest) as highest_list,
        arg_min(limited_by, position) filter (where is_lowest) as limited_by,
        count(*) filter (where level > before) as risen,
        count(*) filter (where level < before) as fallen,
        count(*) filter (where level = before) as steady,
        string_agg(move, ', ' order by position) filter (where level > before) as risen_list,
        string_agg(move, ', ' order by position) filter (where level < before) as fallen_list,
        any_value(previous_as_at) as previous_as_at
    from themes
),

facts as (
    select
        counted.*,
        areas.name,
        half.level as half,
        half.word as half_word,
        high.word as high_word,
        low.word as low_word,
        indicator_labels.title as limit_title,
        concat_ws(
            ' and ',
            nullif(array_to_string(counted.lowest_list[:-2], ', '), ''),
            counted.lowest_list[-1]
        ) as lowest_themes,
        concat_ws(
            ' and ',
            nullif(array_to_string(counted.highest_list[:-2], ', '), ''),
            counted.highest_list[-1]
        ) as highest_themes,
        strftime(counted.previous_as_at, '%-d %b %Y') as earlier
    from counted
    inner join areas
        on areas.area_code = $area_code
    left join rungs as high
        on counted.highest = high.level
    left join rungs as low
        on counted.lowest = low.level
    cross join half
    left join indicator_labels
        on counted.limited_by = indicator_labels.indicator
),

said as (
    select
        case
            when assessed = 0
                then
                    name || ' cannot be assessed: there is too little evidence in all '
                    || themes || ' themes'
            when 2 * assessed < themes
                then
                    name || ' can be assessed in only ' || assessed || ' of ' || themes
                    || ' themes: there is too little evidence for the rest'
            else
                name || ' is at level ' || half
                || case when length(half_word) > 20 then '' else ' (' || half_word || ')' end
                || ' or above in '
                || case when ready = themes then 'all ' else ready || ' of ' end
                || themes || ' themes'
                || case
                    when lowest >= half then ''
                    when lowest_count > 3 or length(lowest_themes) > 70
                        then
                            '; ' || lowest_count
                            || case when lowest_count = 1 then ' is' else ' are' end
                            || ' at level ' || lowest
                    when lowest_count = 1 then '; ' || lowest_themes || ' holds it back'
                    else '; ' || lowest_themes || ' hold it back'
                end
                || case
                    when assessed < themes then '; ' || (themes - assessed) || ' cannot be assessed'
                    else ''
                end
        end as headline,
        'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
        || ' · evidence for ' || used || ' of ' || possible || ' indicators' as coverage,
        case
            when assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
            when assessed = 1
                then
                    'Only ' || highest_themes || ' could be assessed, at level ' || highest
                    || ' (' || high_word || ').'
            when highest = lowest
                then
                    'No theme stands out: all ' || assessed || ' assessed are at level '
                    || highest || ' (' || high_word || ').'
            when highest_count > 3
                then
                    highest_count || ' themes, all at level ' || highest
                    || ' (' || high_word || ').'
            else highest_themes || ', at level ' || highest || ' (' || high_word || ').'
        end as strongest,
        case
            when assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
            when highest = lowest then 'No theme stands out as the weakest.'
            when lowest_count > 3
                then lowest_count || ' themes, all at level ' || lowest || ' (' || low_word || ').'
            when lowest_count = 1 and limit_title is not null
                then
                    lowest_themes || ', at level ' || lowest || ' (' || low_word
                    || '), held there by: ' || lcase(limit_title[1]) || limit_title[2:] || '.'
            else lowest_themes || ', at level ' || lowest || ' (' || low_word || ').'
        end as weakest,
        case
            when earlier is null then 'This is the first date with figures.'
            when risen + fallen + steady = 0
                then 'Nothing to compare: no theme could be assessed at both dates.'
            when risen + fallen = 0 and steady = themes
                then 'No level has changed since ' || earlier || '.'
            when risen + fallen = 0
                then
                    'No level has changed since ' || earlier || ' (themes assessed at both dates: '
                    || steady || ').'
            else 'Since ' || earlier || ': ' || concat_ws(
                '; ',
                'up, ' || risen_list,
                'down, ' || fallen_list,
                case when steady > 0 then steady || ' unchanged' end
            ) || '.'
        end as changed
    from facts
)

select
    unnest(['headline', 'coverage', 'strongest', 'weakest', 'changed']) as kind,
    unnest(['', '', 'Strongest', 'Weakest', 'What changed']) as heading,
    unnest([headline, coverage, strongest, weakest, changed]) as sentence
from said
