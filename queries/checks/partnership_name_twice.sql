-- title: A name stands for one partnership in an authority
-- severity: warning
-- fix: Remove the double entry from partnerships, or tell the two apart by their names
-- note: One partnership entered twice is counted twice
-- about: partnerships

select
    area_code,
    lower(trim(name)) as name_in_small_letters,
    count(*) as times,
    string_agg(partnership_id, ', ' order by partnership_id) as partnership_ids
from partnerships
group by area_code, lower(trim(name))
having count(*) > 1
