-- title: Institutions in a partnership and in none, by phase
-- params: area_code, as_at

with counted as (
    select
        case phase
            when 'all_through' then 'All-through'
            when 'pupil_referral_unit' then 'Pupil referral unit'
            else upper(phase[1]) || phase[2:]
        end as name,
        count(*) filter (where partnerships > 0) as reached,
        count(*) filter (where partnerships = 0) as left_out,
        count(*) as institutions
    from reached_institutions
    where area_code = $area_code and period_end = cast($as_at as date)
    group by phase
)

select
    *,
    case sum(left_out) over ()
        when 0 then 'No institution of any phase is left out'
        else
            sum(left_out) over () || ' of ' || sum(institutions) over ()
            || ' institutions of all phases are in none, the most in the phase '
            || lower(arg_max(name, (left_out, institutions, name)) over ()) || ': '
            || max(left_out) over () || ' of '
            || arg_max(institutions, (left_out, institutions, name)) over ()
    end as sentence,
    name || ': ' || reached || ' of ' || institutions as said
from counted
order by institutions desc, name asc
