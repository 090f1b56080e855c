-- title: What stands round each area: its region, the country, its statistical neighbours, its map
-- grain: one row for each area
-- note: neighbour_codes holds the codes of the neighbours, the nearest first, and is empty where
--   the model gives none. map is the one it is drawn on: of hexagons, else of the ground.

with beside as (
    select
        area_code,
        any_value(model) as model,
        list(neighbour_code order by rank) as neighbour_codes
    from neighbours
    group by area_code
),

drawn as (
    select
        area_code,
        coalesce(max(map) filter (where map = 'hexagons'), max(map)) as map
    from map_shapes
    group by area_code
)

select
    areas.area_code,
    areas.name,
    areas.region_code,
    regions.name as region_name,
    countries.area_code as country_code,
    countries.name as country_name,
    beside.model,
    coalesce(beside.neighbour_codes, []) as neighbour_codes,
    drawn.map
from areas
left join areas as regions on areas.region_code = regions.area_code
left join areas as countries on countries.area_type = 'country'
left join beside on areas.area_code = beside.area_code
left join drawn on areas.area_code = drawn.area_code
order by areas.area_code
