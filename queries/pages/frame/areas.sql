-- title: Authorities that stood on the date
-- params: as_at
-- note: A page opens on the authority with the most evidence, the first by name among equals.
--  `also` lists the 9-character codes that an address may hold instead. While there is no figure
--  and so no date, they are those of today: their registers can be filled in.

with stood as (
    select
        area_code,
        name,
        is_default
    from dated_areas
    where as_at = cast($as_at as date)
    union all
    select
        area_code,
        name,
        false as is_default
    from areas
    where
        area_type = 'authority'
        and valid_to is null
        and not exists (select 1 from assessment_dates)
)

select
    area_code as code,
    name as label,
    is_default,
    (
        select list(area_codes.gss_code order by area_codes.gss_code)
        from area_codes
        where area_codes.area_code = stood.area_code
    ) as also
from stood
order by name
