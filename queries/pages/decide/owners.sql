-- title: Who is asked to decide
-- params: framework, as_at, area_code
-- note: The first choice is everybody.

select
    'all' as code,
    'Everybody' as label,
    0 as position

union all

select distinct
    owner_role as code,
    upper(owner_role[1]) || owner_role[2:] as label,
    1 as position
from decisions
where framework = $framework and as_at = cast($as_at as date) and area_code = $area_code
order by position, label
