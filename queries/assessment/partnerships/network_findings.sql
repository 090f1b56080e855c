-- title: What the network of an authority says, in a sentence
-- grain: one row for each authority and assessment date
-- note: The network is that of the last day of counting up to the date.

with days as (
    select
        assessment_dates.as_at,
        max(snapshots.period_end) as period_end
    from assessment_dates
    inner join snapshots on assessment_dates.as_at >= snapshots.period_end
    group by assessment_dates.as_at
),

counted as (
    select
        area_code,
        period_end,
        any_value(graph) as graph,
        count(*) filter (where not is_partnership and is_own) as institutions,
        count(*) filter (where not is_partnership and is_own and links = 0) as alone,
        count(*) filter (where not is_partnership and is_own and part = 1 and links > 0) as joined,
        count(distinct part) filter (where part > 1 and links > 0) as groups,
        count(*) filter (where is_partnership and is_own) as partnerships,
        count(*) filter (where is_partnership and not is_own) as others,
        count(*) filter (where not is_partnership and not is_own) as strangers,
        max(left_out) as most_left_out,
        arg_max(name, left_out order by node) as most_name
    from network_nodes
    group by area_code, period_end
),

facts as (
    select
        dated_areas.area_code,
        dated_areas.as_at,
        dated_areas.name,
        counted.period_end,
        counted.graph,
        coalesce(counted.institutions, 0) as institutions,
        coalesce(counted.partnerships, 0) as partnerships,
        coalesce(counted.alone, 0) as alone,
        coalesce(counted.joined, 0) as joined,
        institutions - alone - joined as apart,
        counted.groups,
        counted.others,
        counted.strangers,
        counted.most_left_out,
        counted.most_name
    from dated_areas
    left join days on dated_areas.as_at = days.as_at
    left join counted
        on dated_areas.area_code = counted.area_code and days.period_end = counted.period_end
)

select
    area_code,
    as_at,
    graph,
    case
        when institutions = 0 and partnerships = 0
            then 'The network of ' || name || ' is not known: no register is loaded'
        when joined + apart = 0
            then 'No institution of ' || name || ' is in a partnership on record'
        else
            joined || ' of ' || institutions || ' institutions in ' || name

            || ' are linked in one network'
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
        end
    ) as below,
    case
        when most_left_out > 0
            then
                'The network depends most on ' || most_name || ': without it ' || most_left_out
                || ' would be in no partnership'
        else 'No institution depends on one partnership alone'
    end as title,
    -- Where no tie is on record, who stands alone is not known but unrecorded.
    case when joined + apart > 0 then institutions + partnerships else 0 end as known
from facts
order by area_code, as_at
