-- title: Both codes and the name of each area, for tables that are saved

select
    area_codes.area_code,
    area_codes.gss_code,
    areas.name
from area_codes
inner join areas on area_codes.area_code = areas.area_code
where area_codes.is_current
order by area_codes.area_code
