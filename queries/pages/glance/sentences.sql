-- title: What the figures say of one authority, in sentences
-- params: area_code, as_at, framework

select
    kind,
    heading,
    sentence
from headlines
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by position
