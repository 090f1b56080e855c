-- title: Partnerships to choose from
-- params: area_code, as_at

select
    code,
    label,
    is_default
from partnership_choices
where area_code = $area_code and as_at = cast($as_at as date)
order by label
