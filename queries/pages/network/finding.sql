-- title: What the network says, in a sentence; and what would fall apart if one left
-- params: area_code, as_at, leaver

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

counted as (
    select
        count(*) filter (where not is_partnership and is_own) as institutions,
        count(*) filter (where not is_partnership and is_own and links = 0) as alone,
        count(*) filter (where not is_partnership and is_own and part = 1 and links > 0) as joined,
        count(distinct part) filter (where part > 1 and links > 0) as groups,
        count(*) filter (where is_partnership and is_own) as partnerships,
        count(*) filter (where is_partnership and not is_own) as others,
        count(*) filter (where not is_partnership and not is_own) as strangers,
        max(left_out) as most_left_out,
        arg_max(name, left_out) as most_name,
        max(period_end) as period_end
    from network
),

leaver as (
    select
        *,
        case when is_partnership then 'Without ' || name else 'If ' || name || ' left' end as start
    from network
    where node = $leaver
),

facts as (
    select
        counted.*,
        areas.name,
        counted.institutions - counted.alone - counted.joined as apart,
        leaver.start,
        leaver.is_partnership,
        leaver.links,
        leaver.left_out,
        leaver.too_small,
        leaver.leads,
        leaver.cut_off
    from counted
    inner join areas on areas.area_code = $area_code
    left join leaver on true
)

select
    case
        when institutions = 0 and partnerships = 0
            then 'The network of ' || name || ' is not known: no register is loaded'
        when start is not null and is_partnership
            then
                start || ', ' || case
                    when links = 0 then 'nobody would be left out: it has no members'
                    when left_out = 0
                        then 'none of its ' || links || ' members would be in no partnership at all'
                    else
                        left_out || ' of its ' || links
                        || ' members would be in no partnership at all'
                end
        when start is not null
            then
                start || ', ' || concat_ws(
                    '; ',
                    case
                        when leads = 1 then '1 partnership would have no lead'
                        when leads > 1 then leads || ' partnerships would have no lead'
                    end,
                    case
                        when too_small = 1 then '1 would have a single member'
                        when too_small > 1 then too_small || ' would have a single member'
                    end,
                    case
                        when left_out = 0 then 'nobody else would be left without a partnership'
                        else left_out || ' more would be in no partnership at all'
                    end
                )
        when joined = 0
            then
                'No institution of ' || name || ' is in a partnership: all ' || institutions
                || ' stand alone'
        else
            joined || ' of ' || institutions || ' institutions in ' || name || ' hang together'
            || case
                when apart > 0
                    then
                        ', ' || apart || case apart when 1 then ' is' else ' are' end
                        || case groups
                            when 1 then ' in a separate group' else ' in separate groups'
                        end
                else ''
            end
            || case alone
                when 0 then ', and none is left out'
                else
                    ', and ' || alone || case alone when 1 then ' is' else ' are' end
                    || ' in no partnership'
            end
    end as headline,
    concat_ws(
        ' · ',
        'as at ' || strftime(period_end, '%-d %b %Y'),
        case
            when partnerships = 1 then '1 partnership of its own'
            when partnerships > 1 then partnerships || ' partnerships of its own'
        end,
        case
            when others = 1 then '1 kept by another authority'
            when others > 1 then others || ' kept by other authorities'
        end,
        case
            when strangers = 1 then '1 member from elsewhere'
            when strangers > 1 then strangers || ' members from elsewhere'
        end,
        case
            when start is not null and cut_off > 0
                then cut_off || ' would lose their way to the rest of the network'
        end
    ) as below,
    case
        when start is not null then 'Who loses by it'
        when most_left_out > 0
            then
                'Most hangs on ' || most_name || ': without it ' || most_left_out
                || ' would be in no partnership'
        else 'No institution hangs on one partnership alone'
    end as title,
    institutions + partnerships as known
from facts
