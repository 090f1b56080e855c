-- title: What falls to each authority to be formed, and what crosses
-- params: area_code, as_at

select
    name,
    institutions,
    secondaries,
    partnerships,
    devolved,
    retained,
    spent_missing
from successor_sides
where area_code = $area_code and as_at = cast($as_at as date)
order by position
