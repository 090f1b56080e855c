-- title: The statements a survey of leaders asks about, in their own words
-- note: Another list is loaded by adding rows to the table of survey items.

select
    item,
    title,
    wording
from survey_items
order by item
