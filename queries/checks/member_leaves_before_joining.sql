-- title: A member leaves after joining
-- severity: warning
-- fix: Correct the dates in memberships
-- note: The membership holds on no day and counts nowhere
-- about: memberships

select
    partnerships.area_code,
    memberships.partnership_id,
    memberships.institution_id,
    memberships.joined_on,
    memberships.left_on
from memberships
left join partnerships on memberships.partnership_id = partnerships.partnership_id
where memberships.left_on < memberships.joined_on
