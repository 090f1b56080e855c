-- title: Pages, and the words they are found by
-- grain: one row for each page

select
    page,
    position,
    section,
    title,
    purpose,
    also
from stg_text__pages
order by position
