-- title: Outlines of authorities
-- grain: one row for each 9-character code
-- source: boundaries
-- note: An empty last year means that the code holds.

select
    gss_code,
    name,
    first_year,
    last_year,
    geometry
from source_boundaries__outlines
