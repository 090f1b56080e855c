-- title: The statistical neighbours of an authority, and how close they are
-- params: area_code, as_at
-- note: is_mutual says whether the neighbour has the authority among its own: the model need not be
--   so. shared counts the indicators of which both have a figure of the same period, at the
--   authority's last period.

with

own as (
    select
        indicator,
        max(period_end) as period_end
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
    group by indicator
),

shared as (
    select
        figures.area_code,
        count(*) as indicators
    from own
    inner join figures
        on own.indicator = figures.indicator and own.period_end = figures.period_end
    where figures.area_type = 'authority' and figures.value is not null
    group by figures.area_code
)

select
    neighbours.rank,
    neighbours.neighbour_code as code,
    areas.name || case
        when areas.valid_to < cast($as_at as date)
            then ' (ended ' || strftime(areas.valid_to, '%-d %b %Y') || ')'
        else ''
    end as name,
    upper(neighbours.closeness[1]) || neighbours.closeness[2:] as closeness,
    neighbours.model,
    regions.name as region,
    case mutual.rank
        when 1 then 'yes, 1st'
        when 2 then 'yes, 2nd'
        when 3 then 'yes, 3rd'
        else coalesce('yes, ' || mutual.rank || 'th', 'no')
    end as is_mutual,
    coalesce(shared.indicators, 0) as shared,
    (select count(*) from own) as own_indicators
from neighbours
inner join areas on neighbours.neighbour_code = areas.area_code
left join areas as regions on areas.region_code = regions.area_code
left join neighbours as mutual
    on
        neighbours.neighbour_code = mutual.area_code
        and neighbours.area_code = mutual.neighbour_code
        and neighbours.model = mutual.model
left join shared on neighbours.neighbour_code = shared.area_code
where neighbours.area_code = $area_code
order by neighbours.rank
