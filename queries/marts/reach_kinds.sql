-- title: In how many kinds of partnership institutions are
-- grain: one row for each authority, day of counting, group of phases and number of kinds
-- note: From none to the most that any institution of them is in. The group of phases `all` holds
--   each institution once more.

with counted as (
    select
        area_code,
        period_end,
        phases,
        cast(unnest(range(max(kinds_count) + 1)) as integer) as kinds_count
    from reach_sets
    group by area_code, period_end, phases
),

summed as (
    select
        area_code,
        period_end,
        phases,
        kinds_count,
        cast(sum(institutions) as bigint) as institutions
    from reach_sets
    group by area_code, period_end, phases, kinds_count
),

filled as (
    select
        counted.*,
        case counted.kinds_count
            when 0 then 'In none'
            when 1 then '1 kind'
            else counted.kinds_count || ' kinds'
        end as name,
        coalesce(summed.institutions, 0) as institutions
    from counted
    left join summed
        on
            counted.area_code = summed.area_code
            and counted.period_end = summed.period_end
            and counted.phases = summed.phases
            and counted.kinds_count = summed.kinds_count
)

select
    area_code,
    period_end,
    phases,
    name,
    kinds_count,
    case when kinds_count > 0 then institutions end as reached,
    case when kinds_count = 0 then institutions end as left_out,
    institutions,
    coalesce(sum(institutions) filter (where kinds_count > 1) over whole, 0) || ' of '
    || sum(institutions) over whole || ' work in two or more kinds' as sentence,
    name || ': ' || institutions as said
from filled
window whole as (partition by area_code, period_end, phases)
order by area_code, period_end, phases, kinds_count
