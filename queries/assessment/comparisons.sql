-- title: What each authority is compared with
-- grain: one row for each indicator, authority, period and group
-- note: Region and country are the publisher's own figure where there is one, else sum over sum.
--   Neighbours and exemplars are sum over sum of the figures that may be seen, so that none hidden
--   can be worked out. areas says how many have a figure.

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

wide_areas as (
    select
        area_code,
        area_type
    from areas
    where area_type in ('region', 'country')
),

within as (
    select
        indicator_values.indicator,
        indicator_values.period_end,
        wide_areas.area_code as wide_code,
        sum(indicator_values.numerator) as numerator,
        sum(indicator_values.denominator) as denominator,
        median(indicator_values.value) as median,
        count(indicator_values.value) as areas
    from indicator_values
    inner join areas on indicator_values.area_code = areas.area_code
    inner join wide_areas
        on areas.region_code = wide_areas.area_code or wide_areas.area_type = 'country'
    where areas.area_type = 'authority' and indicator_values.value is not null
    group by indicator_values.indicator, indicator_values.period_end, wide_areas.area_code
),

published as (
    select
        indicator,
        area_code as wide_code,
        period_end,
        numerator,
        denominator,
        value
    from figures
    where area_type in ('region', 'country') and value is not null
),

wide as (
    select
        coalesce(within.indicator, published.indicator) as indicator,
        coalesce(within.period_end, published.period_end) as period_end,
        coalesce(within.wide_code, published.wide_code) as wide_code,
        case when published.value is null then within.numerator else published.numerator end
            as numerator,
        case when published.value is null then within.denominator else published.denominator end
            as denominator,
        published.value as published_value,
        within.median,
        coalesce(within.areas, 0) as areas
    from within
    full outer join published
        on
            within.indicator = published.indicator
            and within.period_end = published.period_end
            and within.wide_code = published.wide_code
),

against_wide as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        wide_areas.area_type as comparison,
        wide.numerator,
        wide.denominator,
        wide.published_value,
        wide.median,
        wide.areas
    from own
    inner join wide_areas
        on own.region_code = wide_areas.area_code or wide_areas.area_type = 'country'
    inner join wide
        on
            own.indicator = wide.indicator
            and own.period_end = wide.period_end
            and wide_areas.area_code = wide.wide_code
),

against_neighbours as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        'neighbours' as comparison,
        sum(seen.numerator) as numerator,
        sum(seen.denominator) as denominator,
        cast(null as double) as published_value,
        median(seen.value) as median,
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
        sum(seen.numerator) as numerator,
        sum(seen.denominator) as denominator,
        cast(null as double) as published_value,
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
    union all
    select * from against_neighbours
    union all
    select * from against_exemplars
),

compared as (
    select
        together.*,
        indicator_labels.kind,
        indicator_labels.counts,
        cast(indicator_labels.per as double) as per
    from together
    inner join indicator_labels on together.indicator = indicator_labels.indicator
)

select
    indicator,
    area_code,
    period_end,
    comparison,
    coalesce(published_value, case when kind <> 'count' then rate(numerator, denominator, per) end)
        as value,
    interval_lower(kind, counts, numerator, denominator, per) as lower,
    interval_upper(kind, counts, numerator, denominator, per) as upper,
    median,
    areas
from compared
order by indicator, area_code, period_end, comparison
