-- title: The last figure of each outcome at each assessment date, compared with others
-- grain: one row for each assessment date, area and outcome with a figure up to that date
-- note: Neighbours are sum over sum, or their median where the publisher gives no counts. Better
--   and worse (verdict), what they rest on and side are those of comparison_tests. direction is
--   that of the figure itself, relative its direction against the country. In the order in which a
--   page asks.

with latest as (
    select
        latest_figures.as_at,
        latest_figures.area_code,
        latest_figures.indicator,
        latest_figures.period_end,
        latest_figures.period_text,
        figures.period_status,
        latest_figures.value,
        latest_figures.lower,
        latest_figures.upper,
        latest_figures.missing_reason,
        indicator_labels.polarity
    from latest_figures
    inner join indicator_labels
        on
            latest_figures.indicator = indicator_labels.indicator
            and indicator_labels.theme = 'outcomes'
            and indicator_labels.status <> 'retired'
    inner join figures
        on
            latest_figures.indicator = figures.indicator
            and latest_figures.area_code = figures.area_code
            and latest_figures.period_end = figures.period_end
)

select
    latest.* exclude (polarity),  -- noqa: RF02
    coalesce(neighbours.value, neighbours.median) as neighbours_value,
    neighbours.areas as neighbours_areas,
    region.value as region_value,
    country.value as country_value,
    tested.verdict,
    tested.side,
    tested.basis,
    tested.widened,
    coalesce(tested.steps >= 1, false) as is_worth_telling,
    directions.direction,
    directions.relative
from latest
left join comparisons as neighbours
    on
        latest.indicator = neighbours.indicator
        and latest.area_code = neighbours.area_code
        and latest.period_end = neighbours.period_end
        and neighbours.comparison = 'neighbours'
left join comparisons as region
    on
        latest.indicator = region.indicator
        and latest.area_code = region.area_code
        and latest.period_end = region.period_end
        and region.comparison = 'region'
left join comparisons as country
    on
        latest.indicator = country.indicator
        and latest.area_code = country.area_code
        and latest.period_end = country.period_end
        and country.comparison = 'country'
left join comparison_tests as tested
    on
        latest.indicator = tested.indicator
        and latest.area_code = tested.area_code
        and latest.period_end = tested.period_end
        and tested.comparison = 'neighbours'
left join directions
    on
        latest.indicator = directions.indicator
        and latest.area_code = directions.area_code
        and latest.period_end = directions.period_end
order by latest.as_at, latest.area_code, latest.indicator
