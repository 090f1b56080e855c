-- title: Policy areas in which partnership leaders should have a voice
-- grain: one row for each policy area

select
    policy_area,
    title,
    in_use_from,
    in_use_to
from stg_reference__policy_areas
