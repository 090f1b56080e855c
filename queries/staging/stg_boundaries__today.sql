-- title: Outlines of the authorities of one day
-- grain: one row for each 9-character code
-- source: boundaries
-- note: Without the years that the timed outlines give.

select
    gss_code,
    name,
    geometry
from source_boundaries__today
