-- title: A hexagon for each authority
-- grain: one row for each authority of 2019
-- note: Authorities formed in 2021 and 2023 have no hexagon. Odd rows are shifted half a hexagon
--   to the right; rows count upwards.

select
    area_codes.area_code,
    positions.q,
    positions.r
from stg_hexagons__positions as positions
inner join area_codes on positions.gss_code = area_codes.gss_code
