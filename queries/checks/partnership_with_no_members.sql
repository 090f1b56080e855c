-- title: Each partnership has a member
-- severity: warning
-- fix: Add its members to memberships, or end it
-- note: A partnership of nobody counts among the partnerships and reaches no institution
-- about: partnerships

select
    partnerships.area_code,
    partnerships.partnership_id,
    partnerships.name,
    partnerships.started_on
from partnerships
left join memberships on partnerships.partnership_id = memberships.partnership_id
where memberships.partnership_id is null
