-- title: Who connects: partnerships and institutions on the shortest way between others
-- params: area_code, as_at

select
    name,
    kind,
    case when is_partnership then 'Partnership' else 'Institution' end as sort,
    node,
    links,
    case when not is_partnership then leads end as led,
    between_share,
    left_out,
    cut_off
from network_nodes
where
    area_code = $area_code
    and period_end = (
        select max(snapshots.period_end)
        from snapshots
        where snapshots.period_end <= cast($as_at as date)
    )
    and (links > 1 or leads > 0)
order by between_share desc, left_out desc, name asc
limit 25
