-- title: The months in which something has to be decided
-- params: framework, as_at, area_code
-- note: The first choice is the whole year.

select
    'all' as code,
    'Within a year' as label,
    date '0001-01-01' as position

union all

select distinct
    if(decide_on <= as_at, 'now', strftime(decide_on, '%Y-%m')) as code,
    if(decide_on <= as_at, 'Now', strftime(decide_on, '%B %Y')) as label,
    if(decide_on <= as_at, as_at, cast(date_trunc('month', decide_on) as date)) as position
from decisions
where framework = $framework and as_at = cast($as_at as date) and area_code = $area_code
order by position, label
