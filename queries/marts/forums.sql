-- title: Forums
-- grain: one row for each forum

select
    forum_id,
    area_code,
    name,
    policy_area,
    established_on,
    ended_on
from stg_forums__register
