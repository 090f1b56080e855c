-- title: Capacity to partner, theme by theme
-- params: area_code, as_at, framework
-- note: before is the level a year earlier under the same rules; beside is the median level of
--  the statistical neighbours that could be assessed, beside_areas how many those are.

with

levels as (
    select *
    from theme_levels
    where framework = $framework
),

beside as (
    select
        levels.theme,
        median(levels.level) as level,
        count(levels.level) as areas
    from levels
    inner join neighbours
        on levels.area_code = neighbours.neighbour_code
    where
        neighbours.area_code = $area_code
        and levels.as_at = cast($as_at as date)
    group by levels.theme
),

before as (
    select
        levels.theme,
        levels.level
    from levels
    inner join assessment_dates
        on levels.as_at = assessment_dates.previous_as_at
    where
        levels.area_code = $area_code
        and assessment_dates.as_at = cast($as_at as date)
)

select
    framework_themes.theme as id,
    framework_themes.title,
    framework_themes.description,
    coalesce(levels.assessed, false) as assessed,
    levels.level,
    levels.level_low,
    levels.level_high,
    framework_levels.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    (
        select max(ladder.level)
        from framework_levels as ladder
        where ladder.framework = $framework
    ) as top,
    before.level as before,
    beside.level as beside,
    beside.areas as beside_areas,
    coalesce(levels.evidence_used, 0) as used,
    coalesce(levels.evidence_possible, 0) as possible,
    levels.why
from framework_themes
left join levels
    on
        framework_themes.theme = levels.theme
        and levels.area_code = $area_code
        and levels.as_at = cast($as_at as date)
left join framework_levels
    on
        framework_themes.framework = framework_levels.framework
        and levels.level = framework_levels.level
left join before
    on framework_themes.theme = before.theme
left join beside
    on framework_themes.theme = beside.theme
where framework_themes.framework = $framework
order by framework_themes.position
