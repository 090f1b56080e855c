-- title: Forums in which policy is made
-- grain: one row for each forum
-- source: forums

select
    forum_id,
    area_code,
    name,
    policy_area,
    established_on,
    ended_on,
    source_line
from source_forums__register
