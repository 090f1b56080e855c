-- title: Money for a partnership is of the authority that the partnership is in
-- severity: warning
-- fix: Correct area_code or partnership_id in funding
-- note: It counts as money of one authority and is shown in another
-- about: funding

select
    funding.area_code,
    funding.line_id,
    funding.partnership_id,
    partnerships.area_code as area_of_partnership
from funding
inner join partnerships on funding.partnership_id = partnerships.partnership_id
where funding.area_code <> partnerships.area_code
