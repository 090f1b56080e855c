-- title: Institutions in a partnership and in none, by locality
-- params: area_code, as_at, phases

select
    name,
    reached,
    left_out,
    institutions,
    sentence,
    said
from reach_localities
where area_code = $area_code and period_end = cast($as_at as date) and phases = $phases
order by locality is null, left_out desc, institutions desc, locality asc
