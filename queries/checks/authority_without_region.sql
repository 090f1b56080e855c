-- title: Each authority lies in a region
-- severity: warning
-- fix: Give the region in the source of areas, or in data/reference/area_names.csv
-- note: The authority is missing from comparisons with its region
-- about: areas

select
    authorities.area_code,
    authorities.name,
    authorities.region_code
from areas as authorities
left join areas as regions
    on authorities.region_code = regions.area_code and regions.area_type = 'region'
where authorities.area_type = 'authority' and regions.area_code is null
