-- title: The maps that can be drawn of these authorities
-- params: codes
-- note: One map is drawn for a figure: by outlines, or by hexagons of one size for each authority.

select
    map as code,
    if(map = 'outlines', 'Outlines on the ground', 'Hexagons of one size') as label
from map_shapes
where list_contains($codes, area_code) and map in ('outlines', 'hexagons')
group by map
order by map desc
