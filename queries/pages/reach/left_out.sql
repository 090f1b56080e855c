-- title: Institutions in no partnership on the date
-- params: area_code, as_at, phases
-- note: Locality by locality, with the partnership that each was last in, if any.

select
    name,
    locality,
    phase,
    institution_type,
    partnership_id,
    last_partnership,
    left_on,
    how,
    never
from unreached_institutions
where
    area_code = $area_code
    and period_end = cast($as_at as date)
    and ($phases = 'all' or phases = $phases)
order by locality asc nulls last, left_on desc nulls last, phase asc, name asc
