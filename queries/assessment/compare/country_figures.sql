-- title: What the figures of each indicator say of the country, in words
-- grain: one row for each indicator and period that stands for the country at some date
-- note: Quartiles as in Fingertips, linear between two values. top names the region with the
--   largest share of its authorities in the highest quarter; without_hexagon the authorities
--   that have no hexagon. form is how a value of it is written.

with periods as (
    select distinct
        indicator,
        period_end
    from country_periods
),

known as (
    select
        figures.indicator,
        figures.period_end,
        figures.area_code,
        figures.value,
        areas.name,
        areas.region_code,
        map_shapes.area_code is null and (select count(*) from hexes) > 0 as has_no_hexagon
    from periods
    inner join figures
        on periods.indicator = figures.indicator and periods.period_end = figures.period_end
    inner join areas on figures.area_code = areas.area_code
    left join map_shapes
        on figures.area_code = map_shapes.area_code and map_shapes.map = 'hexagons'
    where figures.area_type = 'authority'
),

spread as (
    select
        indicator,
        period_end,
        count(value) as areas,
        count(*) - count(value) as without,
        min(value) as lowest,
        max(value) as highest,
        quantile_cont(value, [0.25, 0.5, 0.75]) as quarters,
        string_agg(name, ', ' order by name) filter (where has_no_hexagon) as without_hexagon
    from known
    group by indicator, period_end
),

region_shares as (
    select
        known.indicator,
        known.period_end,
        regions.name,
        count(*) filter (where known.value >= spread.quarters[3]) as high,
        count(*) as areas
    from known
    inner join spread
        on known.indicator = spread.indicator and known.period_end = spread.period_end
    inner join areas as regions on known.region_code = regions.area_code
    where known.value is not null
    group by known.indicator, known.period_end, regions.name
),

top_regions as (
    select
        indicator,
        period_end,
        name || ': ' || high || ' of ' || areas || ' authorities in the highest quarter' as top
    from region_shares
    qualify row_number() over (
        partition by indicator, period_end
        order by quotient(high, areas) desc, name asc
    ) = 1
),

said as (
    select
        spread.*,
        indicator_labels.title,
        indicator_labels.caveat,
        indicator_labels.source,
        countries.name as country,
        country.value as country_value,
        top_regions.top,
        period_label(spread.period_end, indicator_labels.period) as period_text,
        '{:,.' || indicator_labels.decimals || 'f}'
        || case indicator_labels.kind when 'percentage' then '%' else '' end as form
    from spread
    inner join top_regions
        on
            spread.indicator = top_regions.indicator
            and spread.period_end = top_regions.period_end
    inner join indicator_labels on spread.indicator = indicator_labels.indicator
    left join areas as countries on countries.area_type = 'country'
    left join figures as country
        on
            spread.indicator = country.indicator
            and spread.period_end = country.period_end
            and countries.area_code = country.area_code
)

select
    *,
    title || ': '
    || case
        when country_value is not null
            then country || ' ' || format(form, country_value) || ', from '
        else 'from '
    end
    || format(form, lowest) || ' to ' || format(form, highest) || ' in ' || areas || ' authorities'
        as headline,
    'the middle half (' || format(form, quarters[1]) || ' to ' || format(form, quarters[3]) || ')'
        as middle_half,
    period_text
    || case when without > 0 then ' · no figure for ' || without else '' end as foot
from said
order by indicator, period_end
