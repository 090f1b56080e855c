-- title: Authorities that stood on the date
-- params: as_at
-- note: A page opens on the authority with the most evidence, the first by name among equals.
--  `also` lists the 9-character codes that an address may hold instead.

select
    area_code as code,
    name as label,
    is_default,
    (
        select list(area_codes.gss_code order by area_codes.gss_code)
        from area_codes
        where area_codes.area_code = dated_areas.area_code
    ) as also
from dated_areas
where as_at = cast($as_at as date)
order by name
