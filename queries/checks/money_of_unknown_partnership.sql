-- title: Money for a partnership is for one in the register
-- severity: warning
-- fix: Add the partnership to the register, correct its number in funding, or leave it blank where
--   the money is for no one partnership
-- note: The money counts in the authority's total and is shown with no partnership
-- about: funding

select
    funding.area_code,
    funding.line_id,
    funding.partnership_id,
    funding.budget
from funding
left join partnerships on funding.partnership_id = partnerships.partnership_id
where funding.partnership_id is not null and partnerships.partnership_id is null
