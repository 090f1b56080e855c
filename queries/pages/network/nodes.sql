-- title: The nodes of the network, and what becomes of each if one leaves
-- params: area_code, as_at, leaver
-- note: An institution is left out where all its partnerships leave or are left with one member.

with network as (
    select *
    from network_nodes
    where
        area_code = $area_code
        and period_end = (
            select max(snapshots.period_end)
            from snapshots
            where snapshots.period_end <= cast($as_at as date)
        )
),

links as (
    select
        network_links.source as partnership_id,
        network_links.target as institution_id
    from network_links
    where
        network_links.graph = (select max(network.graph) from network)
        and network_links.target is not null
),

leaver as (
    select *
    from network
    where node = $leaver
),

gone as (
    select node as partnership_id
    from leaver
    where is_partnership
    union
    select links.partnership_id
    from links
    inner join network on links.partnership_id = network.node
    inner join leaver as member on links.institution_id = member.node
    where network.links <= 2
),

left_out as (
    select links.institution_id as node
    from links
    left join gone on links.partnership_id = gone.partnership_id
    where links.institution_id not in (select leaver.node from leaver)
    group by links.institution_id
    having count(*) = count(gone.partnership_id)
),

cut as (
    select unnest(cuts_off) as node
    from leaver
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
        when leaver.node is not null then 'leaves'
        when left_out.node is not null then 'in no partnership any more'
        when network.is_partnership and gone.partnership_id is not null
            then 'left with one member'
        when network.is_partnership and chief.node is not null then 'without a lead'
        when cut.node is not null then 'cut off from the rest'
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
left join leaver on network.node = leaver.node
left join leaver as chief on network.lead_institution_id = chief.node
left join gone on network.node = gone.partnership_id
left join left_out on network.node = left_out.node
left join cut on network.node = cut.node
order by network.between_share desc, network.links desc, network.name asc
