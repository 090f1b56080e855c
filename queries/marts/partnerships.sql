-- title: Partnerships
-- grain: one row for each partnership

select
    partnership_id,
    name,
    kind,
    area_code,
    lead_institution_id,
    started_on,
    ended_on,
    objective
from stg_partnerships__register
