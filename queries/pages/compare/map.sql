-- title: Every authority on a map of hexagons, by the quarter its figure lies in
-- params: indicator, area_code, as_at
-- note: Of the authority's own last period. On the ground where the authority has no hexagon.
--   quarter counts from the lowest value and judges nothing. Empty where no shapes are loaded.

with own as (
    select
        latest_figures.indicator,
        latest_figures.period_end,
        area_relations.map,
        area_relations.name || case
            when latest_figures.place is null then ' has no figure'
            when latest_figures.first_place is null
                then ' is place ' || latest_figures.place || ' of ' || latest_figures.ranked
            else
                ' is between place ' || latest_figures.first_place
                || ' and ' || latest_figures.last_place || ' of ' || latest_figures.ranked
        end as standing
    from latest_figures
    inner join area_relations on latest_figures.area_code = area_relations.area_code
    where
        latest_figures.as_at = cast($as_at as date)
        and latest_figures.area_code = $area_code
        and latest_figures.indicator = $indicator
)

select
    figure_ranks.area_code,
    figure_ranks.name,
    figure_ranks.numerator,
    figure_ranks.denominator,
    figure_ranks.value,
    figure_ranks.lower,
    figure_ranks.upper,
    figure_ranks.missing_reason,
    figure_ranks.quarter,
    listed_indicators.kind,
    listed_indicators.unit,
    listed_indicators.decimals,
    case when figure_ranks.area_code = $area_code then 'chosen' else 'other' end as standing,
    figure_ranks.first_place,
    figure_ranks.last_place,
    map_shapes.xs,
    map_shapes.ys,
    map_shapes.centre_x,
    map_shapes.centre_y,
    listed_indicators.title || ': ' || own.standing as headline,
    listed_indicators.unit || ', ' || figure_ranks.period_text
    || '; four tones, a quarter of authorities each; a tone tells high from low, not good from bad'
        as below
from own
inner join figure_ranks
    on
        own.indicator = figure_ranks.indicator
        and own.period_end = figure_ranks.period_end
inner join listed_indicators on own.indicator = listed_indicators.indicator
inner join map_shapes
    on figure_ranks.area_code = map_shapes.area_code and own.map = map_shapes.map
where figure_ranks.indicator = $indicator
order by figure_ranks.name
