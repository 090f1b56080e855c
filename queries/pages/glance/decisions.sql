-- title: The three decisions that come first
-- params: framework, as_at, area_code

select
    decide_on,
    is_past,
    decide_on = as_at as is_now,
    title,
    sentence,
    owner_role,
    source,
    page,
    parameter,
    subject
from decisions
where
    framework = $framework
    and as_at = cast($as_at as date)
    and area_code = $area_code
    and is_chosen
order by place
