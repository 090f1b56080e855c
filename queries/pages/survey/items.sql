-- title: The statements a survey of leaders asks about, in their own words
-- note: Another list is loaded by adding rows to the table of survey items. Each item has the days
--   from and to which it is asked.

select
    item,
    title,
    wording,
    in_use_from,
    in_use_to
from survey_items
order by item
