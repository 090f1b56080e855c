-- title: Partnerships of an authority by kind, with and without an agreement in force
-- params: area_code, as_at
-- note: The sentence of the first row is that of the most frequent kind. Those that count as
--   partnerships, as in the indicators.

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
        and partnership_states.counts_as = 'collaboration'
        and partnership_states.period_end = cast($as_at as date)
    group by partnership_kinds.title
),

collected as (
    select count(numerator) > 0 as known
    from figures
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and indicator = 'partnerships_with_written_agreement'
)

select
    counted.*,
    counted.name
    || case
        when count(*) over () = 1 then ' is the only kind: '
        else ' is the most frequent kind: '
    end
    || counted.partnerships
    || case counted.partnerships when 1 then ' partnership, ' else ' partnerships, ' end
    || case
        when not collected.known then 'whether under an agreement is not known'
        when counted.agreed = 0 then 'none under an agreement'
        when counted.agreed = counted.partnerships then 'all under an agreement'
        else counted.agreed || ' under an agreement'
    end as sentence
from counted
cross join collected
order by counted.partnerships desc, counted.name asc
