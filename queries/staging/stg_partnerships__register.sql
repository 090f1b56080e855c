-- title: Partnerships as the authority keeps them
-- grain: one row for each partnership
-- source: partnerships
-- note: The authority is the one that keeps the record. Members may lie in others.

select
    partnership_id,
    name,
    kind,
    area_code,
    lead_institution_id,
    started_on,
    ended_on,
    objective,
    source_line
from source_partnerships__register
