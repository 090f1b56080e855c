-- title: An agreement ends after it is signed
-- severity: warning
-- fix: Correct the dates in agreements
-- note: The agreement holds on no day, and the partnership seems to have none
-- about: agreements

select
    partnerships.area_code,
    agreements.agreement_id,
    agreements.partnership_id,
    agreements.signed_on,
    agreements.ends_on
from agreements
left join partnerships on agreements.partnership_id = partnerships.partnership_id
where agreements.ends_on < agreements.signed_on
