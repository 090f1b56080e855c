-- title: Partnerships and lead schools of the network, those that matter most first
-- params: area_code, as_at

with day as (
    select max(period_end) as period_end
    from snapshots
    where period_end <= cast($as_at as date)
),

offered as (
    select
        node as code,
        name || case
            when left_out > 0 then ' (' || left_out || ' would be in none)'
            when leads > 0 then ' (leads ' || leads || ')'
            else ''
        end as label,
        left_out,
        cut_off,
        leads
    from network_nodes
    where
        area_code = $area_code
        and period_end = (select day.period_end from day)
        and (is_partnership or leads > 0 or too_small > 0 or cut_off > 0)
),

ranked as (
    select *
    from offered
    order by left_out desc, cut_off desc, leads desc, label asc
)

select
    'nobody' as code,
    'Nobody: the network as it is' as label,
    true as is_default
union all
select
    code,
    label,
    false as is_default
from ranked
