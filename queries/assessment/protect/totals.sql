-- title: Regions and the country, before the gate
-- grain: one row for each indicator, region or country and period
-- private: totals of people in which small numbers are not hidden yet; read figures
-- note: The publisher's own figure where there is one, or where he hides it; else the region is the
--   sum over sum of its authorities that have both counts, and the country that of its regions, so
--   that all totals fit one another. Where the publisher hides a region the country has no sum: it
--   would leave that region out. A sum of counts of different sizes of country says nothing, so
--   counts and differences have a total only where the publisher gives it.

with published_regions as (
    select indicator_values.*
    from indicator_values
    inner join areas on indicator_values.area_code = areas.area_code
    where areas.area_type = 'region'
),

published_country as (
    select indicator_values.*
    from indicator_values
    inner join areas on indicator_values.area_code = areas.area_code
    where areas.area_type = 'country'
),

summable as (
    select
        indicator,
        cast(per as double) as per
    from indicator_labels
    where kind not in ('count', 'difference')
),

-- Authorities in no region stand for themselves in the country: their region is empty.
regions_summed as (
    select
        cells.indicator,
        areas.region_code as area_code,
        cells.period_end,
        sum(cells.numerator order by cells.area_code) as numerator,
        sum(cells.denominator order by cells.area_code) as denominator,
        rate(
            sum(cells.numerator order by cells.area_code),
            sum(cells.denominator order by cells.area_code), summable.per
        ) as value,
        case
            when bool_or(cells.period_status = 'provisional') then 'provisional'
            else min(cells.period_status)
        end as period_status
    from indicator_values as cells
    inner join areas on cells.area_code = areas.area_code and areas.area_type = 'authority'
    inner join summable on cells.indicator = summable.indicator
    where
        cells.value is not null
        and cells.numerator is not null
        and cells.denominator is not null
    group by cells.indicator, areas.region_code, cells.period_end, summable.per
),

regions as (
    select
        coalesce(published.indicator, regions_summed.indicator) as indicator,
        coalesce(published.area_code, regions_summed.area_code) as area_code,
        coalesce(published.period_end, regions_summed.period_end) as period_end,
        coalesce(
            regions_summed.value is null
            or published.value is not null
            or published.missing_reason = 'suppressed', false
        ) as is_published,
        case when is_published then published.numerator else regions_summed.numerator end
            as numerator,
        case when is_published then published.denominator else regions_summed.denominator end
            as denominator,
        case when is_published then published.value else regions_summed.value end as value,
        case when is_published then published.missing_reason end as missing_reason,
        case when is_published then published.period_status else regions_summed.period_status end
            as period_status
    from published_regions as published
    full outer join regions_summed
        on
            published.indicator = regions_summed.indicator
            and published.area_code = regions_summed.area_code
            and published.period_end = regions_summed.period_end
),

country_summed as (
    select
        regions.indicator,
        areas.area_code,
        regions.period_end,
        sum(regions.numerator order by regions.area_code) as numerator,
        sum(regions.denominator order by regions.area_code) as denominator,
        rate(
            sum(regions.numerator order by regions.area_code),
            sum(regions.denominator order by regions.area_code), summable.per
        ) as value,
        case
            when bool_or(regions.period_status = 'provisional') then 'provisional'
            else min(regions.period_status)
        end as period_status
    from regions
    inner join summable on regions.indicator = summable.indicator
    inner join areas on areas.area_type = 'country'
    group by regions.indicator, areas.area_code, regions.period_end, summable.per
    having
        not bool_or(coalesce(regions.missing_reason = 'suppressed', false))
        and count(regions.value) = count(regions.numerator)
        and count(regions.value) = count(regions.denominator)
),

countries as (
    select
        coalesce(published.indicator, country_summed.indicator) as indicator,
        coalesce(published.area_code, country_summed.area_code) as area_code,
        coalesce(published.period_end, country_summed.period_end) as period_end,
        coalesce(
            country_summed.value is null
            or published.value is not null
            or published.missing_reason = 'suppressed', false
        ) as is_published,
        case when is_published then published.numerator else country_summed.numerator end
            as numerator,
        case when is_published then published.denominator else country_summed.denominator end
            as denominator,
        case when is_published then published.value else country_summed.value end as value,
        case when is_published then published.missing_reason end as missing_reason,
        case when is_published then published.period_status else country_summed.period_status end
            as period_status
    from published_country as published
    full outer join country_summed
        on
            published.indicator = country_summed.indicator
            and published.area_code = country_summed.area_code
            and published.period_end = country_summed.period_end
),

together as (
    select * from regions
    where area_code is not null
    union all
    select * from countries
)

select
    indicator,
    area_code,
    period_end,
    numerator,
    denominator,
    value,
    missing_reason,
    period_status,
    is_published
from together
order by indicator, area_code, period_end
