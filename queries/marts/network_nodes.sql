-- title: Partnerships and institutions in the network of each authority, and what depends on each
-- grain: one row for each network (authority and day of counting) and node
-- note: In a partnership's row `left_out` counts members that are in no other partnership;
--   in an institution's row, those that would be in none because a partnership of two lost it.
--   `cut_off` counts nodes that would lose their way to the rest of their part. An institution
--   that lies in another authority is `is_own` false; so is a partnership kept there.

with nodes as (
    select
        positions.*,
        split_part(positions.graph, ' ', 1) as area_code,
        cast(split_part(positions.graph, ' ', 2) as date) as period_end,
        partnerships.partnership_id is not null as is_partnership,
        coalesce(partnerships.name, institutions.name) as name,
        coalesce(
            partnership_kinds.title,
            partnerships.kind,
            upper(institutions.phase[1]) || replace(institutions.phase[2:], '_', ' ')
        ) as kind,
        coalesce(partnerships.area_code, institutions.area_code) as home_code,
        partnerships.lead_institution_id
    from network_links_positions as positions
    left join partnerships on positions.node = partnerships.partnership_id
    left join partnership_kinds on partnerships.kind = partnership_kinds.kind
    left join institutions
        on partnerships.partnership_id is null and positions.node = institutions.institution_id
),

members as (
    select
        network_links.graph,
        network_links.source as partnership_id,
        network_links.target as institution_id,
        institution.links = 1 as is_only_one,
        partnership.links = 2 as is_of_two
    from network_links
    inner join nodes as institution
        on
            network_links.graph = institution.graph
            and network_links.target = institution.node
    inner join nodes as partnership
        on
            network_links.graph = partnership.graph
            and network_links.source = partnership.node
),

partnerships_lost as (
    select
        graph,
        partnership_id as node,
        count(*) filter (where is_only_one) as left_out,
        0 as too_small
    from members
    group by graph, partnership_id
),

institutions_lost as (
    select
        members.graph,
        members.institution_id as node,
        count(distinct partner.institution_id) filter (where partner.is_only_one) as left_out,
        count(distinct partner.partnership_id) as too_small
    from members
    inner join members as partner
        on
            members.graph = partner.graph
            and members.partnership_id = partner.partnership_id
            and members.institution_id <> partner.institution_id
    where members.is_of_two
    group by members.graph, members.institution_id
),

lost as (
    select * from partnerships_lost
    union all
    select * from institutions_lost
),

led as (
    select
        graph,
        lead_institution_id as node,
        count(*) as leads
    from nodes
    where lead_institution_id is not null
    group by graph, lead_institution_id
)

select
    nodes.graph,
    nodes.area_code,
    nodes.period_end,
    nodes.node,
    nodes.is_partnership,
    nodes.name,
    nodes.kind,
    nodes.home_code = nodes.area_code as is_own,
    nodes.lead_institution_id,
    nodes.x,
    nodes.y,
    nodes.part,
    nodes.part_nodes,
    nodes.links,
    100 * nodes.between as between_share,
    coalesce(led.leads, 0) as leads,
    coalesce(lost.left_out, 0) as left_out,
    coalesce(lost.too_small, 0) as too_small,
    nodes.cuts_off,
    len(nodes.cuts_off) as cut_off
from nodes
left join lost on nodes.graph = lost.graph and nodes.node = lost.node
left join led on nodes.graph = led.graph and nodes.node = led.node
order by nodes.graph, nodes.node
