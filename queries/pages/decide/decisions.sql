-- title: What has to be decided, in order of day
-- params: framework, as_at, area_code, owner

select
    if(decide_on <= as_at, 'Now', strftime(decide_on, '%B %Y')) as month,
    decide_on,
    is_past,
    decide_on = as_at as is_now,
    title,
    sentence,
    owner_role,
    source,
    page,
    parameter,
    subject,
    is_chosen
from decisions
where
    framework = $framework
    and as_at = cast($as_at as date)
    and area_code = $area_code
    and ($owner = 'all' or owner_role = $owner)
order by greatest(decide_on, as_at), place
