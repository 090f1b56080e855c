-- title: Items of the survey of leaders
-- grain: one row for each item
-- note: An item asks one thing. Earlier items that asked two have ended; continues names the one
--   whose figures an item carries on, so that a line over the years stays one.

select
    item,
    title,
    wording,
    continues,
    in_use_from,
    in_use_to
from stg_reference__survey_items
