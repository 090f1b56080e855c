-- title: The nodes of the network, and what becomes of each if one leaves
-- params: area_code, as_at, leaver

with network as (
    select
        *,
        node = $leaver as is_leaver
    from network_nodes
    where
        area_code = $area_code
        and period_end = (
            select max(snapshots.period_end)
            from snapshots
            where snapshots.period_end <= cast($as_at as date)
        )
),

losses as (
    select
        graph,
        node,
        fate
    from network_losses
    where who_left = $leaver
)

select
    network.node,
    network.name,
    network.kind,
    case when network.is_partnership then 'partnership' else 'institution' end as sort,
    network.x,
    network.y,
    network.links,
    network.part,
    network.between_share,
    network.leads,
    network.left_out,
    network.cut_off,
    network.is_own,
    case
        when network.is_leaver then 'leaves'
        when losses.fate is not null then losses.fate
        when not network.is_partnership and network.links = 0 then 'in no partnership'
        else 'as it is'
    end as state,
    case state
        when 'as it is' then 'other'
        when 'in no partnership' then 'alone'
        when 'leaves' then 'leaves'
        else 'lost'
    end as look
from network
left join losses on network.graph = losses.graph and network.node = losses.node
order by network.between_share desc, network.links desc, network.name asc
