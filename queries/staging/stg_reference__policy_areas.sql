-- title: Policy areas of forums
-- grain: one row for each policy area
-- source: reference

select
    policy_area,
    title,
    note,
    in_use_from,
    in_use_to
from source_reference__policy_areas
