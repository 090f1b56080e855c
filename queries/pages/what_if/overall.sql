-- title: The rating of the whole, today and as it would be
-- params: area_code, as_at, framework, levels
-- note: levels is the rows of what_if/themes as JSON; the rules are those of overall_ratings. No
--   row where the framework gives no rating.

with summed as (
    select
        count(level) as assessed,
        percentage(sum(level), assessed * max(top)) as percentage
    from (
        select unnest(
            from_json($levels, '[{"level": "integer", "top": "integer"}]'), recursive := true
        )
    ) as levels
),

needed as (
    select coalesce(max(value), 1) as themes
    from framework_limits
    where framework = $framework and rule = 'minimum_themes'
),

rated as (
    select
        any_value(summed.percentage) as percentage,
        max_by(framework_ratings.word, framework_ratings.rating) filter (
            where
            summed.assessed >= needed.themes
            and summed.percentage > framework_ratings.above_percentage
        ) as word
    from framework_ratings
    cross join summed
    cross join needed
    where framework_ratings.framework = $framework
)

select
    unnest(['Today', 'Supposing this']) as name,
    coalesce(
        unnest([overall_ratings.word, rated.word])
        || ' (' || shown(unnest([overall_ratings.percentage, rated.percentage]), 0) || '%)',
        'not rated'
    ) as said
from overall_ratings
cross join rated
where
    overall_ratings.framework = $framework
    and overall_ratings.area_code = $area_code
    and overall_ratings.as_at = cast($as_at as date)
