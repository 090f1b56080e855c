-- title: Every authority: figure, interval, place and the quarter it lies in
-- params: indicator, area_code, as_at
-- note: The latest period up to the date with at least half as many figures as the fullest, so that
--  one authority's own register does not stand for the country. quarter counts from the lowest
--  value and judges nothing. place and its range are those of standings.

with chosen_period as (
    select period_end
    from country_periods
    where indicator = $indicator and as_at = cast($as_at as date)
)

select
    figures.area_code,
    areas.name,
    regions.name as region,
    figures.period_end,
    period_label(figures.period_end, indicator_labels.period) as period_text,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    standings.place,
    coalesce(standings.first_place, standings.place) as first_place,
    coalesce(standings.last_place, standings.place) as last_place,
    quantile_band(
        case
            when figures.value is not null
                then rank() over (order by figures.value asc nulls last)
        end,
        count(figures.value) over (),
        4
    ) as quarter,
    case
        when figures.area_code = $area_code then 'chosen'
        when neighbours.neighbour_code is not null then 'neighbour'
        else 'other'
    end as standing
from figures
inner join chosen_period on figures.period_end = chosen_period.period_end
inner join indicator_labels on figures.indicator = indicator_labels.indicator
inner join areas on figures.area_code = areas.area_code
left join areas as regions on areas.region_code = regions.area_code
left join neighbours
    on
        figures.area_code = neighbours.neighbour_code
        and neighbours.area_code = $area_code
left join standings
    on
        figures.indicator = standings.indicator
        and figures.area_code = standings.area_code
        and figures.period_end = standings.period_end
where figures.indicator = $indicator and figures.area_type = 'authority'
order by figures.value desc nulls last, areas.name asc
