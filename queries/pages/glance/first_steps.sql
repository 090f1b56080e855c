-- title: What to keep next, by how many figures and themes it opens
-- params: area_code, as_at, framework
-- note: Steps that need no register of their own come with the step before.

with steps as (
    select
        *,
        max(step) over () as last_step
    from first_steps
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
)

select
    step,
    case
        when len(added) = 0 then 'Nothing new'
        else upper(listed(added)[1]) || replace(listed(added)[2:], '_', ' ')
    end as keeps,
    if(len(added) > 1, 'open ', 'opens ') || title || '. So far '
    || registers || if(registers = 1, ' register', ' registers') || ': ' || themes || ' of '
    || last_step || if(last_step = 1, ' theme', ' themes') || ', ' || figures || ' of '
    || all_figures || ' figures from registers' as opens
from steps
order by step
