-- title: In how many kinds of partnership institutions are
-- params: area_code, as_at, phases

with counted as (
    select
        kinds_count,
        count(*) as institutions
    from reached_institutions
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and ($phases = 'all' or phases = $phases)
    group by kinds_count
),

counts as (
    select cast(unnest(range((select max(kinds_count) + 1 from counted))) as integer) as kinds_count
),

listed as (
    select
        case counts.kinds_count
            when 0 then 'In none'
            when 1 then '1 kind'
            else counts.kinds_count || ' kinds'
        end as name,
        counts.kinds_count,
        case when counts.kinds_count > 0 then coalesce(counted.institutions, 0) end as reached,
        case when counts.kinds_count = 0 then coalesce(counted.institutions, 0) end as left_out,
        coalesce(counted.institutions, 0) as institutions,
        sum(coalesce(counted.institutions, 0)) filter (where counts.kinds_count > 1) over ()
            as in_several,
        sum(coalesce(counted.institutions, 0)) over () as in_all
    from counts
    left join counted on counts.kinds_count = counted.kinds_count
)

select
    name,
    kinds_count,
    reached,
    left_out,
    institutions,
    coalesce(in_several, 0) || ' of ' || in_all || ' work in two or more kinds' as sentence,
    name || ': ' || institutions as said
from listed
order by kinds_count
