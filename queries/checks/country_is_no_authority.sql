-- title: England is no authority, and there is one country
-- severity: error
-- fix: In queries/marts/areas.sql, give the country and its regions their own area_type
-- note: A total that counts as an authority would be in ranks and comparisons, and be added to
--   itself
-- about: areas

select
    area_code,
    name,
    area_type
from areas
where
    area_type = 'authority' and (area_code in ('970', '090') or lower(name) = 'england')
    or area_type = 'country' and area_code not in ('970', '090')
