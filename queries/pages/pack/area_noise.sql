-- title: How much figures vary from year to year beyond chance, of the same areas
-- params: area_code, indicators
-- note: Measured over all areas, most of which a pack does not hold, and so given.

with beside as (
    select neighbour_code as area_code
    from neighbours
    where area_code = $area_code
    union
    select region_code as area_code
    from areas
    where area_code = $area_code
    union
    select area_code
    from areas
    where is_exemplar or area_type = 'country' or area_code = $area_code
)

select area_noise.*
from area_noise
inner join beside on area_noise.area_code = beside.area_code
where list_contains(cast($indicators as text[]), area_noise.indicator)  -- noqa: RF02
order by area_noise.indicator, area_noise.area_code, area_noise.series, area_noise.basis
