-- title: The indicators that can be moved: those judged, and the outcomes of flags
-- params: area_code, as_at, framework

select
    indicator as code,
    label
from scenario_inputs
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by position, label
