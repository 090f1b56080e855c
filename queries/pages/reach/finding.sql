-- title: Who is in a partnership and who is out, in a sentence
-- params: area_code, as_at, phases

select
    is_recorded,
    headline,
    below,
    name,
    source,
    change
from reach_findings
where area_code = $area_code and as_at = cast($as_at as date) and phases = $phases
