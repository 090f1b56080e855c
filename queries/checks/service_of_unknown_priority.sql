-- title: A partnership serves priorities in the register
-- severity: warning
-- fix: Add the priority to the register of priorities, or correct its number in
--   priority_partnerships
-- note: The partnership may seem to serve no priority
-- about: priority_partnerships

select
    partnerships.area_code,
    priority_partnerships.partnership_id,
    priority_partnerships.priority_id
from priority_partnerships
left join priorities on priority_partnerships.priority_id = priorities.priority_id
left join partnerships on priority_partnerships.partnership_id = partnerships.partnership_id
where priority_partnerships.priority_id is not null and priorities.priority_id is null
