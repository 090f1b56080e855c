-- title: Policy areas of forums
-- grain: one row for each policy area
-- source: reference

select
    policy_area,
    title,
    note
from source_reference__policy_areas
