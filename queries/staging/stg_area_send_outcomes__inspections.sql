-- title: Area SEND inspections under the framework of 2023
-- grain: one row for each authority
-- source: area_send_outcomes
-- note: Where the collector could not find the paragraph in a report, it wrote so itself: those are
--   nobody's words about the authority, and are left out.

select
    area_code,
    outcome,
    outcome__missing,
    inspected_on,
    published_on,
    quotable(words) as words,
    link,
    source_line
from source_area_send_outcomes__inspections
