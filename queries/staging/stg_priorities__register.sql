-- title: Priorities of the children and young people's plan
-- grain: one row for each priority
-- source: priorities

select
    priority_id,
    area_code,
    title,
    plan_start,
    plan_end,
    source_line
from source_priorities__register
