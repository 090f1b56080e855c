-- title: Outlines of authorities, with the years they held
-- grain: one row for each 9-character code
-- note: Generalised, for maps on a screen. geometry is GeoJSON in degrees. Timed outlines go before
--   those of one day, whose first year is empty.

with outlines as (
    select
        gss_code,
        name,
        first_year,
        last_year,
        geometry
    from stg_boundaries__outlines
    union all
    select
        today.gss_code,
        today.name,
        null as first_year,
        null as last_year,
        today.geometry
    from stg_boundaries__today as today
    anti join stg_boundaries__outlines as timed on today.gss_code = timed.gss_code
)

select
    area_codes.area_code,
    outlines.gss_code,
    outlines.name,
    outlines.first_year,
    outlines.last_year,
    outlines.geometry
from outlines
inner join area_codes on outlines.gss_code = area_codes.gss_code
