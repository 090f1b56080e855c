-- title: The rating of the whole, today and as it would be
-- params: area_code, as_at, framework, levels
-- note: levels is that of what_if/themes; the rules are those of overall_ratings. No row where the
--   framework gives no rating.

with levelled as (
    select try_cast(json_extract_string(each, 'level') as integer) as level
    from (
        select unnest(from_json(coalesce(nullif($levels, ''), '[]'), '["json"]')) as each
    ) as listed
),

summed as (
    select
        count(level) as assessed,
        percentage(
            sum(level),
            count(level) * (
                select max(framework_levels.level)
                from framework_levels
                where framework_levels.framework = $framework
            )
        ) as percentage,
        coalesce((
            select max(framework_limits.value)
            from framework_limits
            where
                framework_limits.framework = $framework
                and framework_limits.rule = 'minimum_themes'
        ), 1) as needed
    from levelled
),

rated as (
    select
        any_value(summed.percentage) as percentage,
        max_by(framework_ratings.word, framework_ratings.rating) filter (
            where
            summed.assessed >= summed.needed
            and summed.percentage > framework_ratings.above_percentage
        ) as word
    from framework_ratings
    cross join summed
    where framework_ratings.framework = $framework
)

select
    unnest(['Today', 'Supposing this']) as name,
    unnest([
        coalesce(
            overall_ratings.word || ' (' || shown(overall_ratings.percentage, 0) || '%)',
            'not rated'
        ),
        coalesce(rated.word || ' (' || shown(rated.percentage, 0) || '%)', 'not rated')
    ]) as said
from overall_ratings
cross join rated
where
    overall_ratings.framework = $framework
    and overall_ratings.area_code = $area_code
    and overall_ratings.as_at = cast($as_at as date)
