-- title: The rating of the whole, where a framework gives one
-- grain: one row for each framework with ratings, date and authority
-- note: The scores of the themes assessed, summed, as a percentage of the highest sum they could
--   have. Every theme weighs the same. The range is that of the themes' ranges. With fewer themes
--   assessed than the rule minimum_themes asks for there is no rating. Frameworks without ratings
--   have no row: their themes are never netted.

with least_themes as (
    select
        framework,
        max(value) as minimum_themes
    from framework_limits
    where rule = 'minimum_themes'
    group by framework
),

rated as (
    select
        frameworks.framework,
        max(framework_levels.level) as top,
        greatest(coalesce(any_value(least_themes.minimum_themes), 1), 1) as minimum_themes
    from frameworks
    inner join framework_levels on frameworks.framework = framework_levels.framework
    left join least_themes on frameworks.framework = least_themes.framework
    where frameworks.scale = 'scored'
    group by frameworks.framework
),

summed as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        count(theme_levels.level) as themes_assessed,
        count(*) as themes,
        count(theme_levels.level) >= any_value(rated.minimum_themes) as assessed,
        cast(sum(theme_levels.level) as integer) as score,
        count(theme_levels.level) * any_value(rated.top) as highest_score,
        percentage(sum(theme_levels.level), highest_score) as percentage,
        percentage(sum(theme_levels.level_low), highest_score) as percentage_low,
        percentage(sum(theme_levels.level_high), highest_score) as percentage_high
    from theme_levels
    inner join rated on theme_levels.framework = rated.framework
    group by theme_levels.framework, theme_levels.as_at, theme_levels.area_code
),

placed as (
    select
        summed.framework,
        summed.as_at,
        summed.area_code,
        summed.themes_assessed,
        summed.themes,
        summed.score,
        summed.highest_score,
        summed.percentage,
        summed.percentage_low,
        summed.percentage_high,
        summed.assessed,
        max(framework_ratings.rating) filter (
            where summed.percentage > framework_ratings.above_percentage
        ) as rating,
        max(framework_ratings.rating) filter (
            where summed.percentage_low > framework_ratings.above_percentage
        ) as rating_low,
        max(framework_ratings.rating) filter (
            where summed.percentage_high > framework_ratings.above_percentage
        ) as rating_high
    from summed
    inner join framework_ratings on summed.framework = framework_ratings.framework
    group by all
)

select
    placed.framework,
    placed.as_at,
    placed.area_code,
    placed.assessed,
    placed.themes_assessed,
    placed.themes,
    placed.score,
    placed.highest_score,
    case when placed.assessed then placed.percentage end as percentage,
    case when placed.assessed then placed.percentage_low end as percentage_low,
    case when placed.assessed then placed.percentage_high end as percentage_high,
    case when placed.assessed then placed.rating end as rating,
    case when placed.assessed then placed.rating_low end as rating_low,
    case when placed.assessed then placed.rating_high end as rating_high,
    case when placed.assessed then framework_ratings.word end as word,
    case
        when not placed.assessed
            then
                'Not rated: ' || placed.themes_assessed || ' of ' || placed.themes
                || ' themes assessed.'
        else
            'Scores of ' || placed.themes_assessed || ' of ' || placed.themes || ' themes sum to '
            || placed.score || ' of ' || placed.highest_score || ', '
            || shown(placed.percentage, 0) || ' %: ' || framework_ratings.word || '.'
    end as why
from placed
left join framework_ratings
    on
        placed.framework = framework_ratings.framework
        and placed.rating = framework_ratings.rating
order by placed.framework, placed.area_code, placed.as_at
