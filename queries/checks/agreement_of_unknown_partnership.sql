-- title: Each agreement is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number here
-- note: The agreement counts for no partnership, which seems to have none
-- about: agreements

select
    agreements.agreement_id,
    agreements.partnership_id
from agreements
left join partnerships on agreements.partnership_id = partnerships.partnership_id
where agreements.partnership_id is not null and partnerships.partnership_id is null
