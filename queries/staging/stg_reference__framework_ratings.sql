-- title: Ratings of the whole
-- grain: one row for each rating of a framework
-- source: reference

select
    framework,
    rating,
    word,
    above_percentage,
    basis
from source_reference__framework_ratings
