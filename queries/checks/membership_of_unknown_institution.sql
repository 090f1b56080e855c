-- title: Each member is an institution of the register
-- severity: warning
-- fix: Add the institution to the register of institutions, or correct its number in memberships
-- note: A member that is not in the register counts neither in a partnership nor as left out, so
--   reach is understated
-- about: memberships

select
    partnerships.area_code,
    memberships.partnership_id,
    memberships.institution_id,
    memberships.joined_on
from memberships
left join institutions on memberships.institution_id = institutions.institution_id
left join partnerships on memberships.partnership_id = partnerships.partnership_id
where memberships.institution_id is not null and institutions.institution_id is null
