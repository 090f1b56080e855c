-- title: Which kinds of partnership institutions are in together
-- params: area_code, as_at, phases
-- note: One row for each combination of kinds, as a list of their titles.

with reached as (
    select
        institution_id,
        unnest(kinds) as kind
    from reached_institutions
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and ($phases = 'all' or phases = $phases)
),

named as (
    select
        reached.institution_id,
        list(partnership_kinds.title order by partnership_kinds.title) as kinds
    from reached
    inner join partnership_kinds on reached.kind = partnership_kinds.kind
    group by reached.institution_id
),

counted as (
    select
        kinds,
        count(*) as institutions
    from named
    group by kinds
)

select
    kinds as sets,
    institutions as count,
    array_to_string(kinds, ' + ') as name,
    len(kinds) as kinds_count,
    case
        when count(*) over () = 1 then 'All who are in a partnership are in the same kinds'
        when institutions = 1 then 'No two are in the same kinds'
        else
            institutions || ' are in ' || array_to_string(kinds, ' and ')
            || case when len(kinds) > 1 then ' together' else ' alone' end
            || ', the most frequent of ' || count(*) over () || ' combinations'
    end as sentence,
    institutions || ' in ' || array_to_string(kinds, ' and ') as said
from counted
order by institutions desc, kinds_count asc, name asc
