-- title: Partnerships of an authority by kind, with and without an agreement in force
-- params: area_code, as_at
-- note: The sentence of the first row is that of the most frequent kind.

with counted as (
    select
        partnership_kinds.title as name,
        count(*) filter (where partnership_states.is_agreed) as agreed,
        count(*) filter (where not partnership_states.is_agreed) as not_agreed,
        count(*) as partnerships,
        sum(partnership_states.members) as memberships
    from partnership_states
    inner join partnership_kinds on partnership_states.kind = partnership_kinds.kind
    where
        partnership_states.area_code = $area_code
        and partnership_states.period_end = cast($as_at as date)
    group by partnership_kinds.title
)

select
    *,
    case
        when count(*) over () = 1 then name || ' is the only kind: '
        else name || ' is the most frequent kind: '
    end
    || partnerships || case partnerships when 1 then ' partnership, ' else ' partnerships, ' end
    || case agreed when 0 then 'none' when partnerships then 'all' else cast(agreed as text) end
    || ' under an agreement' as sentence
from counted
order by partnerships desc, name asc
