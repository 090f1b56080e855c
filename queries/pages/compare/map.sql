-- title: Every authority on a map of hexagons, by the quarter its figure lies in
-- params: indicator, area_code, as_at
-- note: Of the authority's own last period. On the ground where the authority has no hexagon.
--   quarter counts from the lowest value and judges nothing. Empty where no shapes are loaded.

with

own as (
    select max(period_end) as period_end
    from figures
    where
        indicator = $indicator
        and area_code = $area_code
        and period_end <= cast($as_at as date)
),

drawn_as as (
    select coalesce(max(map) filter (where map = 'hexagons'), max(map)) as map
    from map_shapes
    where area_code = $area_code
),

placed as (
    select
        figures.*,
        quantile_band(
            case
                when figures.value is not null
                    then rank() over (order by figures.value asc nulls last)
            end, count(figures.value) over (), 4
        ) as quarter
    from figures
    inner join own on figures.period_end = own.period_end
    where figures.indicator = $indicator and figures.area_type = 'authority'
),

standing as (
    select
        standings.place,
        standings.first_place,
        standings.last_place,
        standings.areas,
        standings.band
    from standings
    inner join own on standings.period_end = own.period_end
    where standings.indicator = $indicator and standings.area_code = $area_code
)

select
    placed.area_code,
    areas.name,
    placed.numerator,
    placed.denominator,
    placed.value,
    placed.lower,
    placed.upper,
    placed.missing_reason,
    placed.quarter,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    case when placed.area_code = $area_code then 'chosen' else 'other' end as standing,
    coalesce(standings.first_place, standings.place) as first_place,
    coalesce(standings.last_place, standings.place) as last_place,
    map_shapes.xs,
    map_shapes.ys,
    map_shapes.centre_x,
    map_shapes.centre_y,
    indicator_labels.title || ': ' || own_area.name || case
        when standing.place is null then ' has no figure'
        when standing.first_place is null
            then ' is place ' || standing.place || ' of ' || standing.areas
        else
            ' is between place ' || standing.first_place || ' and ' || standing.last_place
            || ' of ' || standing.areas
    end as headline,
    indicator_labels.unit || ', ' || period_label(own.period_end, indicator_labels.period)
    || '; four tones, a quarter of authorities each, neither good nor bad' as below
from placed
cross join own
cross join drawn_as
inner join map_shapes
    on placed.area_code = map_shapes.area_code and drawn_as.map = map_shapes.map
inner join areas on placed.area_code = areas.area_code
inner join areas as own_area on own_area.area_code = $area_code
inner join indicator_labels on placed.indicator = indicator_labels.indicator
left join standings
    on
        placed.indicator = standings.indicator
        and placed.area_code = standings.area_code
        and placed.period_end = standings.period_end
left join standing on true
order by areas.name
