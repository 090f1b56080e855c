-- title: What the figures say of the country and of one authority, in a sentence
-- params: indicator, area_code, as_at
-- note: without_hexagon names the authorities with a figure that have no hexagon.

with chosen_period as (
    select period_end
    from country_periods
    where indicator = $indicator and as_at = cast($as_at as date)
),

known as (
    select
        figures.area_code,
        figures.value,
        figures.lower,
        figures.upper
    from figures
    inner join chosen_period on figures.period_end = chosen_period.period_end
    where
        figures.indicator = $indicator
        and figures.area_type = 'authority'
),

spread as (
    select
        count(value) as areas,
        count(*) - count(value) as without,
        min(value) as lowest,
        max(value) as highest,
        quantile_cont(value, [0.25, 0.5, 0.75]) as quarters
    from known
),

-- The region with the largest share of its authorities in the highest quarter.
region_shares as (
    select
        regions.name,
        count(*) filter (where known.value >= spread.quarters[3]) as high,
        count(*) as areas
    from known
    cross join spread
    inner join areas on known.area_code = areas.area_code
    inner join areas as regions on areas.region_code = regions.area_code
    where known.value is not null
    group by regions.name
),

top_region as (
    select name || ': ' || high || ' of ' || areas || ' authorities in the highest quarter' as top
    from region_shares
    order by quotient(high, areas) desc, name asc
    limit 1
),

missing as (
    select string_agg(areas.name, ', ' order by areas.name) as named
    from known
    inner join areas on known.area_code = areas.area_code
    left join map_shapes
        on known.area_code = map_shapes.area_code and map_shapes.map = 'hexagons'
    where map_shapes.area_code is null and (select count(*) from hexes) > 0
),

said as (
    select
        indicator_labels.title,
        indicator_labels.unit,
        indicator_labels.caveat,
        indicator_labels.source,
        areas.name,
        known.value,
        known.lower,
        known.upper,
        spread.*,
        country.value as country_value,
        countries.name as country,
        standings.place,
        standings.first_place,
        standings.last_place,
        top_region.top,
        missing.named as without_hexagon,
        period_label(chosen_period.period_end, indicator_labels.period) as period_text,
        '{:,.' || indicator_labels.decimals || 'f}'
        || case indicator_labels.kind when 'percentage' then '%' else '' end as form
    from indicator_labels
    cross join spread
    cross join missing
    cross join top_region
    cross join chosen_period
    inner join areas on areas.area_code = $area_code
    left join areas as countries on countries.area_type = 'country'
    left join known on known.area_code = $area_code
    left join figures as country
        on
            indicator_labels.indicator = country.indicator
            and countries.area_code = country.area_code
            and chosen_period.period_end = country.period_end
    left join standings
        on
            indicator_labels.indicator = standings.indicator
            and areas.area_code = standings.area_code
            and chosen_period.period_end = standings.period_end
    where indicator_labels.indicator = $indicator
)

select
    *,
    case
        when value is null then 'Ranked from the highest'
        when first_place < last_place
            then
                'Many places cannot be told apart: ' || name || ' could stand at any from '
                || first_place || ' to ' || last_place || ' of ' || areas
        else name || ' stands at place ' || place || ' of ' || areas
    end as ranked,
    title || ': '
    || case
        when country_value is not null
            then country || ' ' || format(form, country_value) || ', from '
        else 'from '
    end
    || format(form, lowest) || ' to ' || format(form, highest) || ' in ' || areas || ' authorities'
        as headline,
    case
        when value is null then name || ' has no figure'
        else
            name || ' ' || format(form, value) || ', '
            || case
                when lower <= quarters[3] and upper >= quarters[1] and value > quarters[3]
                    then 'not clearly above'
                when lower <= quarters[3] and upper >= quarters[1] and value < quarters[1]
                    then 'not clearly below'
                when value > quarters[3] then 'above'
                when value < quarters[1] then 'below'
                else 'within'
            end
            || ' the middle half (' || format(form, quarters[1]) || ' to '
            || format(form, quarters[3]) || ')'
    end
    || ' · ' || period_text
    || case when without > 0 then ' · no figure for ' || without else '' end as below
from said
