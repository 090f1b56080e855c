-- title: The forum that every authority must have, as a row of forums
-- params: area_code
-- note: School Standards and Framework Act 1998, section 47A. The authority gives the day.

select
    'schools_forum' as forum_id,
    'Schools forum' as name,
    $area_code as area_code,
    policy_areas.policy_area,
    'Schools Forums (England) Regulations 2012' as offered_from
from policy_areas
where policy_areas.policy_area = 'schools_forum'
