-- title: Priorities
-- grain: one row for each priority

select
    priority_id,
    area_code,
    title,
    plan_start,
    plan_end
from stg_priorities__register
