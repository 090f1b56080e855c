-- title: The links of the network, from spot to spot
-- params: area_code, as_at

with graph as (
    select $area_code || ' ' || cast(max(period_end) as varchar) as graph
    from snapshots
    where period_end <= cast($as_at as date)
)

select
    network_links.source,
    network_links.target,
    partnership.x as source_x,
    partnership.y as source_y,
    institution.x as target_x,
    institution.y as target_y
from network_links
inner join graph on network_links.graph = graph.graph
inner join network_nodes as partnership
    on network_links.graph = partnership.graph and network_links.source = partnership.node
inner join network_nodes as institution
    on network_links.graph = institution.graph and network_links.target = institution.node
order by network_links.source, network_links.target
