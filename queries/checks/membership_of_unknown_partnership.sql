-- title: Each membership is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number in memberships
-- note: The membership is left out, and its institution may seem to be in no partnership
-- about: memberships

select
    institutions.area_code,
    memberships.partnership_id,
    memberships.institution_id,
    memberships.partner,
    memberships.joined_on
from memberships
left join partnerships on memberships.partnership_id = partnerships.partnership_id
left join institutions on memberships.institution_id = institutions.institution_id
where partnerships.partnership_id is null
