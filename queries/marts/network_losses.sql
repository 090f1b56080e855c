-- title: What becomes of whom if one leaves the network
-- grain: one row for each network, node that could leave and other node that would lose by it
-- note: An institution is left out where all its partnerships leave or are left with one member.
--   Of several losses the one told is the first of: in no partnership, left with one member,
--   without a lead, cut off from the rest.

with gone as (
    select
        graph,
        node as who_left,
        node as partnership_id
    from network_nodes
    where is_partnership
    union all
    select
        network_links.graph,
        network_links.target as who_left,
        network_links.source as partnership_id
    from network_links
    inner join network_nodes
        on
            network_links.graph = network_nodes.graph
            and network_links.source = network_nodes.node
    where network_links.target is not null and network_nodes.links <= 2
),

left_out as (
    select
        gone.graph,
        gone.who_left,
        network_links.target as node
    from gone
    inner join network_links
        on gone.graph = network_links.graph and gone.partnership_id = network_links.source
    inner join network_nodes
        on
            network_links.graph = network_nodes.graph
            and network_links.target = network_nodes.node
    where gone.who_left <> network_links.target
    group by gone.graph, gone.who_left, network_links.target
    having count(*) = any_value(network_nodes.links)
),

lost as (
    select
        graph,
        who_left,
        node,
        1 as place,
        'in no partnership any more' as fate
    from left_out
    union all
    select
        graph,
        who_left,
        partnership_id as node,
        2 as place,
        'left with one member' as fate
    from gone
    where who_left <> partnership_id
    union all
    select
        graph,
        lead_institution_id as who_left,
        node,
        3 as place,
        'without a lead' as fate
    from network_nodes
    where lead_institution_id is not null
    union all
    select
        graph,
        node as who_left,
        unnest(cuts_off) as node,
        4 as place,
        'cut off from the rest' as fate
    from network_nodes
)

select
    graph,
    who_left,
    node,
    arg_min(fate, place) as fate
from lost
group by graph, who_left, node
order by graph, who_left, node
