-- title: Area SEND inspections
-- grain: one row for each area
-- note: Of the local area partnership (authority, health, schools), and not of the council.

select
    area_codes.area_code,
    inspections.inspected_on,
    inspections.published_on,
    inspections.statement_required,
    inspections.weaknesses,
    inspections.revisited_on,
    inspections.revisit_published_on,
    inspections.revisit_outcome,
    inspections.weaknesses_progressing,
    inspections.weaknesses_not_progressing,
    inspections.revisited_on__missing as revisit_missing_reason
from stg_area_send_inspections__inspections as inspections
inner join area_codes on inspections.gss_code = area_codes.gss_code
