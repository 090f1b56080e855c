-- title: Outlines of authorities, with the years they held
-- grain: one row for each 9-character code
-- note: Generalised, for maps on a screen. geometry is GeoJSON in degrees.

select
    area_codes.area_code,
    outlines.gss_code,
    outlines.name,
    outlines.first_year,
    outlines.last_year,
    outlines.geometry
from stg_boundaries__outlines as outlines
inner join area_codes on outlines.gss_code = area_codes.gss_code
