-- title: A priority is served by partnerships in the register
-- severity: warning
-- fix: Add the partnership to the register, or correct its number in priority_partnerships
-- note: The priority may seem to be served by nobody
-- about: priority_partnerships

select
    priorities.area_code,
    priority_partnerships.priority_id,
    priority_partnerships.partnership_id
from priority_partnerships
left join partnerships on priority_partnerships.partnership_id = partnerships.partnership_id
left join priorities on priority_partnerships.priority_id = priorities.priority_id
where priority_partnerships.partnership_id is not null and partnerships.partnership_id is null
