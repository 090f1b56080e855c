-- title: Ratings of the whole
-- grain: one row for each rating of a framework
-- note: Only of frameworks whose scale is scored. A rating is given above its percentage of the
--   highest sum of scores.

select
    framework,
    rating,
    word,
    above_percentage,
    basis
from stg_reference__framework_ratings
