-- title: Who is in a partnership and who is out, by locality
-- grain: one row for each authority, day of counting, group of phases and locality
-- note: Only where the register says of some institution of the group in which part of the
--   authority it is; those of which it does not say have a row of their own, the last. Counts and
--   no shares: a locality has a handful of schools. The most are named only where they are one or
--   two localities.

with looked_at as (
    select
        area_code,
        period_end,
        unnest([phases, 'all']) as phases,
        locality,
        partnerships
    from reached_institutions
),

counted as (
    select
        area_code,
        period_end,
        phases,
        locality,
        count(*) filter (where partnerships > 0) as reached,
        count(*) filter (where partnerships = 0) as left_out,
        count(*) as institutions
    from looked_at
    group by area_code, period_end, phases, locality
),

compared as (
    select
        *,
        max(left_out) filter (where locality is not null) over whole as most
    from counted
    window whole as (partition by area_code, period_end, phases)
),

summed as (
    select
        area_code,
        period_end,
        phases,
        any_value(most) as most,
        cast(sum(left_out) as bigint) as left_out,
        cast(sum(institutions) as bigint) as institutions,
        list(locality order by locality) filter (where left_out = most and locality is not null)
            as worst,
        max(institutions) filter (where left_out = most and locality is not null) as of_worst
    from compared
    where most is not null
    group by area_code, period_end, phases
)

select
    counted.area_code,
    counted.period_end,
    counted.phases,
    counted.locality,
    coalesce(counted.locality, 'Not recorded') as name,
    counted.reached,
    counted.left_out,
    counted.institutions,
    case summed.left_out
        when 0 then 'In no locality is anybody left out'
        else
            summed.left_out || ' of ' || summed.institutions || ' ' || phase_groups.plural
            || case summed.left_out when 1 then ' is in none' else ' are in none' end
            || case
                when summed.most = 0 then ', in a locality not recorded'
                when summed.most = summed.left_out
                    then
                        case summed.most when 1 then ', in ' else ', all in ' end
                        || summed.worst[1]
                when len(summed.worst) = 1
                    then
                        ', the most in ' || summed.worst[1] || ': ' || summed.most || ' of '
                        || summed.of_worst
                when len(summed.worst) = 2
                    then
                        ', the most in ' || array_to_string(summed.worst, ' and ') || ': '
                        || summed.most || ' in each'
                else ', no more than ' || summed.most || ' in any one locality'
            end
    end as sentence,
    coalesce(counted.locality, 'Not recorded') || ': ' || counted.reached || ' of '
    || counted.institutions as said
from counted
inner join summed
    on
        counted.area_code = summed.area_code
        and counted.period_end = summed.period_end
        and counted.phases = summed.phases
inner join phase_groups on counted.phases = phase_groups.code
order by
    counted.area_code asc,
    counted.period_end asc,
    counted.phases asc,
    counted.locality is null asc,
    counted.left_out desc,
    counted.institutions desc,
    counted.locality asc
