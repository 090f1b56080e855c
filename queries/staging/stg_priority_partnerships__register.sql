-- title: Which partnership serves which priority
-- grain: one row for each priority and partnership
-- source: priority_partnerships

select
    priority_id,
    partnership_id,
    role,
    source_line
from source_priority_partnerships__register
