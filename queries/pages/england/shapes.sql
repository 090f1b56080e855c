-- title: The shapes of a map for the authorities of a table
-- params: map, codes

select
    area_code,
    xs,
    ys,
    centre_x,
    centre_y
from map_shapes
where map = $map and list_contains($codes, area_code)
