-- title: Institutions in no partnership
-- params: area_code, as_at

select
    network_nodes.name,
    network_nodes.kind,
    replace(institutions.institution_type, '_', ' ') as institution_type,
    coalesce(strftime(max(earlier.period_end), '%-d %b %Y'), 'never') as last_member_on
from network_nodes
inner join institutions on network_nodes.node = institutions.institution_id
left join active_memberships as earlier
    on
        network_nodes.node = earlier.institution_id
        and network_nodes.period_end > earlier.period_end
where
    network_nodes.area_code = $area_code
    and network_nodes.period_end = (
        select max(snapshots.period_end)
        from snapshots
        where snapshots.period_end <= cast($as_at as date)
    )
    and network_nodes.is_own
    and network_nodes.links = 0
group by all
order by network_nodes.kind, network_nodes.name
