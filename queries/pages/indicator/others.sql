-- title: Every authority in the same period
-- params: indicator, area_code, period_end
-- note: place is chosen, neighbour, region (the same region), other; rank counts from the highest
--  value, ties share the better place. Regions and countries are lines, not authorities.

with

asked as (
    select region_code
    from areas
    where area_code = $area_code
)

select
    areas.area_code,
    areas.name,
    areas.area_type,
    regions.name as region,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason,
    case
        when areas.area_code = $area_code then 'chosen'
        when areas.area_type = 'country' then 'country'
        when areas.area_code = asked.region_code then 'own region'
        when neighbours.neighbour_code is not null then 'neighbour'
        when areas.region_code = asked.region_code then 'region'
        else 'other'
    end as place,
    case
        when areas.area_type = 'authority' and figures.value is not null
            then rank() over (
                partition by areas.area_type
                order by figures.value desc nulls last
            )
    end as place_number
from figures
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
    and figures.period_end = cast($period_end as date)
    and (
        areas.area_type in ('authority', 'country')
        or areas.area_code = asked.region_code
    )
order by figures.value desc nulls last, areas.name
