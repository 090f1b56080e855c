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
    placed_figures.area_code,
    placed_figures.name,
    placed_figures.region,
    placed_figures.period_end,
    placed_figures.period_text,
    placed_figures.numerator,
    placed_figures.denominator,
    placed_figures.value,
    placed_figures.lower,
    placed_figures.upper,
    placed_figures.missing_reason,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    placed_figures.place,
    placed_figures.first_place,
    placed_figures.last_place,
    placed_figures.quarter,
    case
        when placed_figures.area_code = $area_code then 'chosen'
        when neighbours.neighbour_code is not null then 'neighbour'
        else 'other'
    end as standing
from placed_figures
inner join chosen_period on placed_figures.period_end = chosen_period.period_end
inner join indicator_labels on placed_figures.indicator = indicator_labels.indicator
left join neighbours
    on
        placed_figures.area_code = neighbours.neighbour_code
        and neighbours.area_code = $area_code
where placed_figures.indicator = $indicator
order by placed_figures.value desc nulls last, placed_figures.name asc
