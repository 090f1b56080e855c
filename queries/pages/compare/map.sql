-- title: Every authority on a map of hexagons, by the quarter its figure lies in
-- params: indicator, area_code, as_at
-- note: Of the authority's own last period. On the ground where the authority has no hexagon.
--   quarter counts from the lowest value and judges nothing. Empty where no shapes are loaded.

with own as (
    select
        latest_figures.indicator,
        latest_figures.period_end,
        surroundings.map,
        surroundings.name || case
            when latest_figures.place is null then ' has no figure'
            when latest_figures.first_place is null
                then ' is place ' || latest_figures.place || ' of ' || latest_figures.ranked
            else
                ' is between place ' || latest_figures.first_place
                || ' and ' || latest_figures.last_place || ' of ' || latest_figures.ranked
        end as standing
    from latest_figures
    inner join surroundings on latest_figures.area_code = surroundings.area_code
    where
        latest_figures.as_at = cast($as_at as date)
        and latest_figures.area_code = $area_code
        and latest_figures.indicator = $indicator
)

select
    placed_figures.area_code,
    placed_figures.name,
    placed_figures.numerator,
    placed_figures.denominator,
    placed_figures.value,
    placed_figures.lower,
    placed_figures.upper,
    placed_figures.missing_reason,
    placed_figures.quarter,
    listed_indicators.kind,
    listed_indicators.unit,
    listed_indicators.decimals,
    case when placed_figures.area_code = $area_code then 'chosen' else 'other' end as standing,
    placed_figures.first_place,
    placed_figures.last_place,
    map_shapes.xs,
    map_shapes.ys,
    map_shapes.centre_x,
    map_shapes.centre_y,
    listed_indicators.title || ': ' || own.standing as headline,
    listed_indicators.unit || ', ' || placed_figures.period_text
    || '; four tones, a quarter of authorities each; a tone tells high from low, not good from bad'
        as below
from own
inner join placed_figures
    on
        own.indicator = placed_figures.indicator
        and own.period_end = placed_figures.period_end
inner join listed_indicators on own.indicator = listed_indicators.indicator
inner join map_shapes
    on placed_figures.area_code = map_shapes.area_code and own.map = map_shapes.map
where placed_figures.indicator = $indicator
order by placed_figures.name
