-- title: Pages, and the words they are found by
-- grain: one row for each page
-- source: text

select
    page,
    position,
    section,
    title,
    purpose,
    also
from source_text__pages
