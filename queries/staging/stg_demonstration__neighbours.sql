-- title: Statistical neighbours of invented authorities
-- grain: one row for each authority, neighbour and model
-- source: demonstration

select
    area_code,
    neighbour_code,
    rank,
    lower(closeness) as closeness,
    model
from source_demonstration__neighbours
