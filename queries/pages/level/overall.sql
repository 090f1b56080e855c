-- title: The rating of the whole, where the framework gives one
-- params: area_code, as_at, framework

select
    overall_ratings.assessed,
    overall_ratings.themes_assessed,
    overall_ratings.themes,
    overall_ratings.score,
    overall_ratings.highest_score,
    overall_ratings.percentage,
    overall_ratings.percentage_low,
    overall_ratings.percentage_high,
    overall_ratings.rating,
    overall_ratings.word,
    lowest.word as word_low,
    highest.word as word_high,
    overall_ratings.why
from overall_ratings
left join framework_ratings as lowest
    on
        overall_ratings.framework = lowest.framework
        and overall_ratings.rating_low = lowest.rating
left join framework_ratings as highest
    on
        overall_ratings.framework = highest.framework
        and overall_ratings.rating_high = highest.rating
where
    overall_ratings.framework = $framework
    and overall_ratings.area_code = $area_code
    and overall_ratings.as_at = cast($as_at as date)
