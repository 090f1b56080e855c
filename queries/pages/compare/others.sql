-- title: Authorities that a group can be made of
-- params: area_code, as_at

select
    area_code as code,
    name as label
from dated_areas
where as_at = cast($as_at as date) and area_code <> $area_code
order by name
