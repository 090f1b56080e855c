-- title: The authority, its country, and what stands in the middle of a line
-- params: area_code

select
    areas.name,
    countries.name as country,
    coalesce(countries.name, 'median of authorities') as middle
from areas
left join areas as countries on countries.area_type = 'country'
where areas.area_code = $area_code
