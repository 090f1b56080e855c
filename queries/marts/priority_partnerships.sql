-- title: Priorities and partnerships
-- grain: one row for each priority and partnership

select
    priority_id,
    partnership_id,
    role
from stg_priority_partnerships__register
