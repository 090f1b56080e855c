-- title: The authority and its neighbours in what the data hold of their circumstances
-- params: area_code, as_at
-- note: The headings of the table are the names of the columns; a column nobody has a value in is
--   not shown.

select * exclude (as_at, area_code)
from neighbour_similarity
where area_code = $area_code and as_at = cast($as_at as date)
order by rank nulls first
