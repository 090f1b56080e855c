-- title: What the figures say of the country and of one authority, in a sentence
-- params: indicator, area_code, as_at
-- note: without_hexagon names the authorities with a figure that have no hexagon.

with said as (
    select
        country_figures.*,
        areas.name,
        placed_figures.value,
        placed_figures.lower,
        placed_figures.upper,
        placed_figures.place,
        placed_figures.first_place,
        placed_figures.last_place
    from country_periods
    inner join country_figures
        on
            country_periods.indicator = country_figures.indicator
            and country_periods.period_end = country_figures.period_end
    inner join areas on areas.area_code = $area_code
    left join placed_figures
        on
            placed_figures.indicator = $indicator
            and placed_figures.area_code = $area_code
            and country_periods.period_end = placed_figures.period_end
    where country_periods.indicator = $indicator and country_periods.as_at = cast($as_at as date)
)

select
    caveat,
    source,
    country,
    country_value,
    top,
    without_hexagon,
    headline,
    case
        when value is null then 'Ranked from the highest'
        when first_place < last_place
            then
                'Many places cannot be told apart: ' || name || ' could stand at any from '
                || first_place || ' to ' || last_place || ' of ' || areas
        else name || ' stands at place ' || place || ' of ' || areas
    end as ranked,
    case
        when value is null then name || ' has no figure'
        else
            name || ' ' || format(form, value) || ', '
            || case
                when lower <= quarters[3] and upper >= quarters[1] and value > quarters[3]
                    then 'not clearly above '
                when lower <= quarters[3] and upper >= quarters[1] and value < quarters[1]
                    then 'not clearly below '
                when value > quarters[3] then 'above '
                when value < quarters[1] then 'below '
                else 'within '
            end
            || middle_half
    end as stands,
    stands || ' · ' || foot as below
from said
