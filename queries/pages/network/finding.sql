-- title: What the network says, in a sentence; and what would fall apart if one left
-- params: area_code, as_at, leaver

with found as (
    select *
    from network_findings
    where area_code = $area_code and as_at = cast($as_at as date)
),

leaving as (
    select
        *,
        case when is_partnership then 'Without ' || name else 'If ' || name || ' left' end as start
    from network_nodes
    where area_code = $area_code and node = $leaver
)

select
    case
        when leaving.node is null then found.headline
        when leaving.is_partnership
            then
                leaving.start || ', ' || case
                    when leaving.links = 0 then 'nobody would be left out: it has no members'
                    when leaving.left_out = 0
                        then
                            'none of its ' || leaving.links
                            || ' members would be in no partnership at all'
                    else
                        leaving.left_out || ' of its ' || leaving.links
                        || ' members would be in no partnership at all'
                end
        else
            leaving.start || ', ' || concat_ws(
                '; ',
                case
                    when leaving.leads = 1 then '1 partnership would have no lead'
                    when leaving.leads > 1
                        then leaving.leads || ' partnerships would have no lead'
                end,
                case
                    when leaving.too_small = 1 then '1 would have a single member'
                    when leaving.too_small > 1
                        then leaving.too_small || ' would have a single member'
                end,
                case
                    when leaving.left_out = 0
                        then 'nobody else would be left without a partnership'
                    else leaving.left_out || ' more would be in no partnership at all'
                end
            )
    end as headline,
    concat_ws(
        ' · ',
        found.below,
        case
            when leaving.cut_off > 0
                then leaving.cut_off || ' would lose their way to the rest of the network'
        end
    ) as below,
    case
        when leaving.node is null then found.title
        when leaving.left_out = 0 then 'Nobody would lose the only partnership they are in'
        when leaving.left_out = 1 then 'One would lose the only partnership it is in'
        else leaving.left_out || ' would lose the only partnership they are in'
    end as title,
    found.known,
    case when found.known then 'institutions_in_a_partnership' else '' end as indicator
from found
left join leaving on found.graph = leaving.graph
