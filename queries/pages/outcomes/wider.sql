-- title: Names of the region and the country an authority lies in
-- params: area_code

select
    coalesce(regions.name, 'region') as region,
    coalesce(countries.name, 'country') as country
from areas
left join areas as regions on areas.region_code = regions.area_code
left join areas as countries on countries.area_type = 'country'
where areas.area_code = $area_code
