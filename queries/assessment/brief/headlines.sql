-- title: What the levels say of each authority, in sentences
-- grain: one row for each framework, date, authority and kind of sentence
-- note: headline, coverage, strongest, weakest and changed.
--   Where levels have no numbers only words are said. Of a run of two levels the lower one counts.
--   A change is said only where the same indicators are counted on both dates and the two runs have
--   no level in common, whatever is missing.

with halves as (
    select
        framework,
        min(level) as level,
        arg_min(case when length(told) > 60 then called else told end, level)
        || case when min(level) < any_value(top) then ' or above' else '' end as said
    from rungs
    where is_upper
    group by framework
),

ladders as (
    select
        frameworks.framework,
        any_value(frameworks.scale) as scale,
        list(framework_levels.word order by framework_levels.level) as words
    from frameworks
    inner join framework_levels on frameworks.framework = framework_levels.framework
    group by frameworks.framework
),

themes as (
    select
        framework_themes.framework,
        assessment_dates.as_at,
        assessment_dates.previous_as_at,
        areas.area_code,
        areas.name,
        framework_themes.position,
        framework_themes.title,
        theme_levels.level_low,
        theme_levels.level_low + theme_levels.level_high as place,
        theme_levels.limited_by,
        theme_levels.others_as_weak,
        coalesce(theme_levels.evidence_used, 0) as used,
        coalesce(theme_levels.evidence_possible, 0) as possible,
        earlier.level_low as before_low,
        framework_themes.title || ' '
        || replace(
            run_told(ladders.scale, earlier.level_low, earlier.level_high, ladders.words),
            'level ', ''
        ) || ' → '
        || replace(
            run_told(ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words),
            'level ', ''
        ) as move,
        case
            when earlier.level_low is null or theme_levels.level_low is null then null
            when theme_levels.counted <> earlier.counted then 0
            when theme_levels.level_low > earlier.open_high then 1
            when theme_levels.open_high < earlier.level_low then -1
            else 0
        end as way,
        coalesce(rungs.is_upper, false) as is_upper,
        run_told(ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words)
            as told,
        min(place) over whole as lowest,
        max(place) over whole as highest
    from framework_themes
    cross join assessment_dates
    inner join areas on areas.area_type = 'authority'
    left join ladders on framework_themes.framework = ladders.framework
    left join theme_levels
        on
            framework_themes.framework = theme_levels.framework
            and framework_themes.theme = theme_levels.theme
            and assessment_dates.as_at = theme_levels.as_at
            and areas.area_code = theme_levels.area_code
    left join theme_levels as earlier
        on
            framework_themes.framework = earlier.framework
            and framework_themes.theme = earlier.theme
            and assessment_dates.previous_as_at = earlier.as_at
            and areas.area_code = earlier.area_code
    left join rungs
        on
            framework_themes.framework = rungs.framework
            and theme_levels.level_low = rungs.level
    window
        whole as (
            partition by framework_themes.framework, assessment_dates.as_at, areas.area_code
        )
),

counted as (
    select
        framework,
        as_at,
        area_code,
        any_value(name) as name,
        any_value(lowest) as lowest,
        min(level_low) as lowest_low,
        any_value(highest) as highest,
        count(*) as themes,
        count(level_low) as assessed,
        count(*) filter (where is_upper) as ready,
        sum(used) as used,
        sum(possible) as possible,
        count(*) filter (where place = lowest) as lowest_count,
        count(*) filter (where place = highest) as highest_count,
        listed(list(title order by position) filter (where place = lowest)) as lowest_themes,
        listed(list(title order by position) filter (where place = highest)) as highest_themes,
        any_value(told) filter (where place = lowest) as low,
        any_value(told) filter (where place = highest) as high,
        arg_min(limited_by, position) filter (where place = lowest) as limited_by,
        arg_min(others_as_weak, position) filter (where place = lowest) as others_as_weak,
        count(*) filter (where way = 1) as risen,
        count(*) filter (where way = -1) as fallen,
        count(*) filter (where way = 0) as steady,
        string_agg(move, ', ' order by position) filter (where way = 1) as risen_list,
        string_agg(move, ', ' order by position) filter (where way = -1) as fallen_list,
        strftime(any_value(previous_as_at), '%-d %b %Y') as earlier
    from themes
    group by framework, as_at, area_code
),

said as (
    select
        counted.framework,
        counted.as_at,
        counted.area_code,
        case
            when not frameworks.names_levels
                then
                    counted.name || ': evidence for ' || counted.used || ' of '
                    || counted.possible || ' indicators; only inspectors give outcomes under '
                    || frameworks.title
            when counted.assessed = 0 and published_summaries.touched > 0
                then published_summaries.headline
            when counted.assessed = 0
                then
                    counted.name || ' cannot be assessed: there is too little evidence in '
                    || case counted.themes
                        when 1 then 'its one theme' else 'all ' || counted.themes || ' themes'
                    end
            when 2 * counted.assessed < counted.themes
                then
                    counted.name || ' can be assessed in only ' || counted.assessed || ' of '
                    || counted.themes || ' themes: there is too little evidence for the rest'
            else
                counted.name || ' is at ' || halves.said || ' in '
                || case
                    when counted.themes = 1 and counted.ready = 1 then 'its one theme'
                    when counted.ready = counted.themes then 'all ' || counted.themes || ' themes'
                    else counted.ready || ' of ' || counted.themes || ' themes'
                end
                || case
                    when counted.lowest_low >= halves.level then ''
                    when counted.lowest_count > 3 or length(counted.lowest_themes) > 70
                        then
                            '; ' || counted.lowest_count
                            || case when counted.lowest_count = 1 then ' is' else ' are' end
                            || ' at ' || counted.low
                    when counted.lowest_count = 1
                        then '; ' || counted.lowest_themes || ' holds it back'
                    else '; ' || counted.lowest_themes || ' hold it back'
                end
                || case
                    when counted.assessed < counted.themes
                        then
                            '; ' || (counted.themes - counted.assessed) || ' cannot be assessed'
                    else ''
                end
        end as headline,
        'as at ' || strftime(counted.as_at, '%-d %b %Y') || ' · '
        || case
            when counted.assessed = 0 and published_summaries.touched > 0
                then
                    published_summaries.pieces || ' published figures and reports · your registers '
                    || 'give ' || counted.used || ' of ' || counted.possible || ' indicators'
            else 'evidence for ' || counted.used || ' of ' || counted.possible || ' indicators'
        end as coverage,
        case
            when not frameworks.names_levels
                then 'No theme is set above another: this product names no level here.'
            when counted.assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
            when counted.assessed = 1
                then
                    'Only ' || counted.highest_themes || ' could be assessed, at '
                    || counted.high || '.'
            when counted.highest = counted.lowest
                then
                    'No theme stands out: all ' || counted.assessed || ' assessed are at '
                    || counted.high || '.'
            when counted.highest_count > 3
                then counted.highest_count || ' themes, all at ' || counted.high || '.'
            else counted.highest_themes || ', at ' || counted.high || '.'
        end as strongest,
        case
            when not frameworks.names_levels
                then 'No theme is set below another: this product names no level here.'
            when counted.assessed = 0 then 'Nothing can be said: no theme has enough evidence.'
            when counted.highest = counted.lowest then 'No theme stands out as the weakest.'
            when counted.lowest_count > 3
                then counted.lowest_count || ' themes, all at ' || counted.low || '.'
            when counted.lowest_count = 1 and indicator_labels.title is not null
                then
                    counted.lowest_themes || ', at ' || counted.low || ', held there by: '
                    || lcase(indicator_labels.title[1]) || indicator_labels.title[2:]
                    || and_more(counted.others_as_weak) || '.'
            else counted.lowest_themes || ', at ' || counted.low || '.'
        end as weakest,
        case
            when not frameworks.names_levels then 'No level is named, so none has changed.'
            when counted.earlier is null then 'This is the first date with figures.'
            when counted.risen + counted.fallen + counted.steady = 0
                then 'Nothing to compare: no theme could be assessed at both dates.'
            when counted.risen + counted.fallen = 0 and counted.steady = counted.themes
                then 'No level has changed for certain since ' || counted.earlier || '.'
            when counted.risen + counted.fallen = 0
                then
                    'No level has changed for certain since ' || counted.earlier
                    || ' (themes assessed at both dates: ' || counted.steady || ').'
            else 'Since ' || counted.earlier || ': ' || concat_ws(
                '; ',
                'up, ' || counted.risen_list,
                'down, ' || counted.fallen_list,
                case when counted.steady > 0 then counted.steady || ' not changed for certain' end
            ) || '.'
        end as changed
    from counted
    inner join frameworks on counted.framework = frameworks.framework
    left join halves on counted.framework = halves.framework
    left join published_summaries
        on
            counted.framework = published_summaries.framework
            and counted.as_at = published_summaries.as_at
            and counted.area_code = published_summaries.area_code
    left join indicator_labels on counted.limited_by = indicator_labels.indicator
)

select
    framework,
    as_at,
    area_code,
    unnest(range(5)) as position,
    unnest(['headline', 'coverage', 'strongest', 'weakest', 'changed']) as kind,
    unnest(['', '', 'Strongest', 'Weakest', 'What changed']) as heading,
    unnest([headline, coverage, strongest, weakest, changed]) as sentence
from said
order by framework, area_code, as_at, position
