-- title: The level of each theme in words, with its neighbours and a year earlier
-- grain: one row for each framework, date, authority and theme, assessed or not
-- note: before is the level a year earlier under the same rules, where it has changed for certain:
--   that of its run nearest to today's. beside is the middle of the runs of the statistical
--   neighbours that could be assessed, beside_areas how many those are. judgement is the level as
--   a table names it, told as a sentence does, with its range. In the order in which a page asks.

with ladders as (
    select
        frameworks.framework,
        frameworks.scale = 'named' as is_named,
        max(framework_levels.level) as top,
        any_value(frameworks.scale) as scale,
        list(framework_levels.word order by framework_levels.level) as words
    from frameworks
    inner join framework_levels on frameworks.framework = framework_levels.framework
    group by frameworks.framework, frameworks.scale
),

-- Neighbours that stood on the date, whether or not any could be assessed.
stood as (
    select distinct
        judged.framework,
        judged.as_at,
        neighbours.area_code
    from (
        select distinct
            framework,
            as_at,
            area_code
        from theme_levels
    ) as judged
    inner join neighbours on judged.area_code = neighbours.neighbour_code
),

beside as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        neighbours.area_code,
        theme_levels.theme,
        median(0.5 * cast(theme_levels.level_low + theme_levels.level_high as double)) as level,
        count(*) as areas
    from theme_levels
    inner join neighbours on theme_levels.area_code = neighbours.neighbour_code
    where theme_levels.assessed
    group by theme_levels.framework, theme_levels.as_at, neighbours.area_code, theme_levels.theme
)

select
    framework_themes.framework,
    assessment_dates.as_at,
    areas.area_code,
    framework_themes.position,
    framework_themes.theme,
    framework_themes.title,
    coalesce(theme_levels.assessed, false) as assessed,
    theme_levels.level,
    theme_levels.level_low,
    theme_levels.level_high,
    framework_levels.word,
    coalesce(ladders.top, 1) as top,
    case
        when theme_levels.counted <> earlier.counted then null
        when theme_levels.level_low > earlier.open_high then earlier.level_high
        when theme_levels.open_high < earlier.level_low then earlier.level_low
    end as before,
    beside.level as beside,
    case when stood.area_code is not null then coalesce(beside.areas, 0) end as beside_areas,
    coalesce(theme_levels.evidence_used, 0) as used,
    coalesce(theme_levels.evidence_possible, 0) as possible,
    theme_levels.why,
    case
        when ladders.framework is null then 'no level named'
        when theme_levels.level_low is null then 'not assessed'
        when theme_levels.level is null and not ladders.is_named then theme_levels.named
        when theme_levels.level is null
            then run_told(
                ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words
            )
        when ladders.is_named then framework_levels.word
        else theme_levels.level || ' ' || framework_levels.word
    end as judgement,
    case
        when ladders.framework is null then 'evidence, without a level'
        when theme_levels.level_low is null then 'not assessed'
        else
            run_told(
                ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words
            ) || ', ' || shown(least(floor(theme_levels.confidence), 99), 0) || '% sure'
    end as told
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
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
left join theme_levels as earlier
    on
        framework_themes.framework = earlier.framework
        and framework_themes.theme = earlier.theme
        and assessment_dates.previous_as_at = earlier.as_at
        and areas.area_code = earlier.area_code
left join stood
    on
        framework_themes.framework = stood.framework
        and assessment_dates.as_at = stood.as_at
        and areas.area_code = stood.area_code
left join beside
    on
        framework_themes.framework = beside.framework
        and framework_themes.theme = beside.theme
        and assessment_dates.as_at = beside.as_at
        and areas.area_code = beside.area_code
order by
    framework_themes.framework, areas.area_code, assessment_dates.as_at, framework_themes.position
