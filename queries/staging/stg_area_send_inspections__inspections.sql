-- title: Area SEND inspections and revisits
-- grain: one row for each area
-- source: area_send_inspections
-- note: A revisit not yet made is not available; one not needed is not applicable.

select
    gss_code,
    name,
    inspected_on,
    published_on,
    statement_required = 'Yes' as statement_required,
    weaknesses,
    weaknesses__missing,
    revisited_on,
    revisited_on__missing,
    revisit_published_on,
    lower(revisit_outcome) as revisit_outcome,
    weaknesses_progressing,
    weaknesses_not_progressing,
    source_line
from source_area_send_inspections__inspections
