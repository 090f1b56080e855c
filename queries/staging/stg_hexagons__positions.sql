-- title: Places of hexagons
-- grain: one row for each 9-character code
-- source: hexagons

select
    gss_code,
    name,
    q,
    r
from source_hexagons__positions
