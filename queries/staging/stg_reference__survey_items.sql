-- title: Items of the survey of leaders
-- grain: one row for each item
-- source: reference
-- note: The wording is this product's own: that of the survey behind the article was not found

select
    item,
    title,
    wording,
    continues,
    in_use_from,
    in_use_to
from source_reference__survey_items
