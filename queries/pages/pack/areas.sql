-- title: The authority, those it is compared with, its region and the country
-- params: area_code

select
    areas.area_code,
    areas.name,
    areas.area_type,
    areas.region_code,
    areas.valid_from,
    areas.valid_to,
    areas.is_exemplar
from areas
left join neighbours
    on
        areas.area_code = neighbours.neighbour_code
        and neighbours.area_code = $area_code
left join areas as own
    on
        areas.area_code = own.region_code
        and own.area_code = $area_code
where
    areas.area_code = $area_code
    or areas.is_exemplar
    or areas.area_type = 'country'
    or neighbours.area_code is not null
    or own.area_code is not null
order by areas.area_code
