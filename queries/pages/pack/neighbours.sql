-- title: The statistical neighbours, closest first
-- params: area_code

select
    area_code,
    neighbour_code,
    rank,
    closeness,
    model
from neighbours
where area_code = $area_code
order by rank, neighbour_code
