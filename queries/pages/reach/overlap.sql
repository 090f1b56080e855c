-- title: Which kinds of partnership institutions are in together
-- params: area_code, as_at, phases
-- note: One row for each combination of kinds, as a list of their titles.

select
    kinds as sets,
    institutions as count,
    name,
    kinds_count,
    case
        when count(*) over () = 1 then 'All who are in a partnership are in the same kinds'
        when institutions = 1 then 'No two are in the same kinds'
        else
            institutions || ' are in ' || array_to_string(kinds, ' and ')
            || case when kinds_count > 1 then ' together' else ' alone' end
            || ', the most frequent of ' || count(*) over () || ' combinations'
    end as sentence,
    institutions || ' in ' || array_to_string(kinds, ' and ') as said
from reach_sets
where
    area_code = $area_code
    and period_end = cast($as_at as date)
    and phases = $phases
    and kinds_count > 0
order by institutions desc, kinds_count asc, name asc
