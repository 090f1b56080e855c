-- title: In how many kinds of partnership institutions are
-- params: area_code, as_at, phases

select
    name,
    kinds_count,
    reached,
    left_out,
    institutions,
    sentence,
    said
from reach_kinds
where area_code = $area_code and period_end = cast($as_at as date) and phases = $phases
order by kinds_count
