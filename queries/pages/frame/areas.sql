-- title: Authorities that stood on the date
-- params: as_at
-- note: A page opens on the authority with the most evidence, the first by name among equals.

select
    area_code as code,
    name as label,
    is_default
from dated_areas
where as_at = cast($as_at as date)
order by name
