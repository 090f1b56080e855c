-- title: Area SEND inspections under the framework of 2023
-- grain: one row for each authority
-- source: area_send_outcomes

select
    area_code,
    outcome,
    outcome__missing,
    inspected_on,
    published_on,
    words,
    link,
    source_line
from source_area_send_outcomes__inspections
