-- title: Every authority in the same period, with the region and the whole country
-- params: indicator, area_code, period_end
-- note: place is chosen, neighbour, region (the same region) or other. own_region and country are
--  lines to compare with. position counts authorities from the highest value. Ties share a place.
--  Of a bare count the chosen authority stands alone.

with

asked as (
    select region_code
    from areas
    where area_code = $area_code
),

authorities as (
    select
        areas.area_code,
        areas.name,
        regions.name as region,
        figures.numerator,
        figures.denominator,
        figures.value,
        figures.lower,
        figures.upper,
        figures.missing_reason,
        case
            when areas.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            when areas.region_code = asked.region_code then 'region'
            else 'other'
        end as place,
        case
            when figures.value is not null and indicator_labels.kind <> 'count'
                then rank() over (order by figures.value desc nulls last)
        end as position
    from figures
    inner join indicator_labels
        on figures.indicator = indicator_labels.indicator
    inner join areas
        on figures.area_code = areas.area_code
    cross join asked
    left join areas as regions
        on areas.region_code = regions.area_code
    left join neighbours
        on
            areas.area_code = neighbours.neighbour_code
            and neighbours.area_code = $area_code
    where
        figures.indicator = $indicator
        and figures.period_end = try_cast($period_end as date)
        and areas.area_type = 'authority'
        and (indicator_labels.kind <> 'count' or areas.area_code = $area_code)
),

together as (
    select
        areas.area_code,
        areas.name,
        null as region,
        null as numerator,
        null as denominator,
        comparisons.value,
        comparisons.lower,
        comparisons.upper,
        null as missing_reason,
        case comparisons.comparison when 'region' then 'own_region' else 'country' end as place,
        null as position
    from comparisons
    cross join asked
    inner join areas
        on
            (comparisons.comparison = 'region' and asked.region_code = areas.area_code)
            or (comparisons.comparison = 'country' and areas.area_type = 'country')
    where
        comparisons.indicator = $indicator
        and comparisons.area_code = $area_code
        and comparisons.period_end = try_cast($period_end as date)
)

select *
from authorities
union all
select *
from together
order by value desc nulls last, name asc
