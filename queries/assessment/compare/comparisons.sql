-- title: What each authority is compared with
-- grain: one row for each indicator, authority, period and group
-- note: Region and country are the figures of the region and the country. Neighbours and exemplars
--   are sum over sum. All are made of figures that may be seen, medians too, so that none hidden
--   can be worked out; quartiles are given for neighbours only. areas says how many have a figure
--   to be seen. Of complete counts there is no interval. A bare count (kind count) is compared with
--   nothing.

-- Counts are added as decimals: in any order the sum is the same, to the last bit.

with own as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        areas.region_code
    from figures
    inner join areas on figures.area_code = areas.area_code
    where figures.area_type = 'authority'
),

seen as (
    select
        figures.indicator,
        figures.period_end,
        figures.area_code,
        figures.value,
        figures.numerator,
        figures.denominator,
        areas.is_exemplar
    from figures
    inner join areas on figures.area_code = areas.area_code
    where figures.area_type = 'authority' and figures.value is not null
),

spread as (
    select
        seen.indicator,
        seen.period_end,
        unnest([areas.region_code, country.area_code]) as wide_code,
        seen.value
    from seen
    inner join areas on seen.area_code = areas.area_code
    left join areas as country on country.area_type = 'country'
),

medians as (
    select
        indicator,
        period_end,
        wide_code,
        median(value) as median,
        count(*) as areas
    from spread
    group by indicator, period_end, wide_code
),

against_wide as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        wide.area_type as comparison,
        figures.numerator,
        figures.denominator,
        figures.value as wide_value,
        figures.lower as wide_lower,
        figures.upper as wide_upper,
        medians.median,
        coalesce(medians.areas, 0) as areas
    from own
    inner join areas as wide
        on
            wide.area_type <> 'authority'
            and (wide.area_type = 'country' or own.region_code = wide.area_code)
    left join figures
        on
            own.indicator = figures.indicator
            and own.period_end = figures.period_end
            and wide.area_code = figures.area_code
    left join medians
        on
            own.indicator = medians.indicator
            and own.period_end = medians.period_end
            and wide.area_code = medians.wide_code
    where figures.value is not null or medians.areas > 0
),

against_neighbours as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        'neighbours' as comparison,
        cast(sum(cast(seen.numerator as decimal(28, 6))) as double) as numerator,
        cast(sum(cast(seen.denominator as decimal(28, 6))) as double) as denominator,
        cast(null as double) as wide_value,
        cast(null as double) as wide_lower,
        cast(null as double) as wide_upper,
        quantile_cont(seen.value, 0.25) as lower_quartile,
        median(seen.value) as median,
        quantile_cont(seen.value, 0.75) as upper_quartile,
        count(*) as areas
    from own
    inner join neighbours on own.area_code = neighbours.area_code
    inner join seen
        on
            own.indicator = seen.indicator
            and own.period_end = seen.period_end
            and neighbours.neighbour_code = seen.area_code
    group by own.indicator, own.area_code, own.period_end
),

against_exemplars as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        'exemplars' as comparison,
        cast(sum(cast(seen.numerator as decimal(28, 6))) as double) as numerator,
        cast(sum(cast(seen.denominator as decimal(28, 6))) as double) as denominator,
        cast(null as double) as wide_value,
        cast(null as double) as wide_lower,
        cast(null as double) as wide_upper,
        median(seen.value) as median,
        count(*) as areas
    from own
    inner join seen
        on
            own.indicator = seen.indicator
            and own.period_end = seen.period_end
            and own.area_code <> seen.area_code
            and seen.is_exemplar
    group by own.indicator, own.area_code, own.period_end
),

together as (
    select * from against_wide
    union all by name
    select * from against_neighbours
    union all by name
    select * from against_exemplars
),

compared as (
    select
        together.*,
        indicator_labels.kind,
        indicator_labels.counts,
        coalesce(indicator_labels.uncertainty = 'complete', false) as is_complete,
        cast(indicator_labels.per as double) as per
    from together
    inner join indicator_labels
        on together.indicator = indicator_labels.indicator and indicator_labels.kind <> 'count'
)

select
    indicator,
    area_code,
    period_end,
    comparison,
    coalesce(wide_value, rate(numerator, denominator, per)) as value,
    case
        when not is_complete
            then
                coalesce(wide_lower, interval_lower(kind, counts, numerator, denominator, per))
    end as lower,
    case
        when not is_complete
            then
                coalesce(wide_upper, interval_upper(kind, counts, numerator, denominator, per))
    end as upper,
    lower_quartile,
    median,
    upper_quartile,
    areas
from compared
order by indicator, area_code, period_end, comparison
