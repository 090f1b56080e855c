-- title: Items of the survey of leaders
-- grain: one row for each item

select
    item,
    title,
    wording
from stg_reference__survey_items
