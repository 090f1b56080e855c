-- title: Each membership names an institution or a partner
-- severity: warning
-- fix: Give institution_id or partner in memberships, not both
-- note: A row without a member, or with two, cannot be counted rightly
-- about: memberships

select
    partnerships.area_code,
    memberships.partnership_id,
    memberships.institution_id,
    memberships.partner,
    memberships.role,
    memberships.joined_on
from memberships
left join partnerships on memberships.partnership_id = partnerships.partnership_id
where (memberships.institution_id is null) = (memberships.partner is null)
