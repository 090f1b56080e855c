-- title: The figures and reports behind what is published of each theme
-- params: area_code, as_at, framework

select
    theme,
    title,
    indicator,
    said,
    concat_ws(' ', nullif(said_place, ''), nullif(said_direction, '')) as beside,
    link
from published_evidence
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by theme, position
