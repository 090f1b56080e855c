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
    select placed_figures.*
    from placed_figures
    inner join own on placed_figures.period_end = own.period_end
    where placed_figures.indicator = $indicator
),

standing as (
    select
        place,
        first_place,
        last_place,
        areas,
        has_range
    from placed
    where area_code = $area_code
)

select
    placed.area_code,
    placed.name,
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
    placed.first_place,
    placed.last_place,
    map_shapes.xs,
    map_shapes.ys,
    map_shapes.centre_x,
    map_shapes.centre_y,
    indicator_labels.title || ': ' || areas.name || case
        when standing.place is null then ' has no figure'
        when not standing.has_range
            then ' is place ' || standing.place || ' of ' || standing.areas
        else
            ' is between place ' || standing.first_place || ' and ' || standing.last_place
            || ' of ' || standing.areas
    end as headline,
    indicator_labels.unit || ', ' || placed.period_text
    || '; four tones, a quarter of authorities each, neither good nor bad' as below
from placed
cross join drawn_as
inner join map_shapes
    on placed.area_code = map_shapes.area_code and drawn_as.map = map_shapes.map
inner join areas on areas.area_code = $area_code
inner join indicator_labels on placed.indicator = indicator_labels.indicator
left join standing on true
order by placed.name
