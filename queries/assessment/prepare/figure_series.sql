-- title: Every figure of an authority over time, and what it says compared with others
-- grain: one row for each indicator, authority and period, with or without a value
-- note: run counts the stretches between breaks of the series; broken says why one begins. The
--   neighbours' value is sum over sum, or their median where the publisher gives no counts. place
--   (higher, lower or similar, else untested), judged (the same as better or worse) and side are
--   those of comparison_tests; relative is the direction against the country. In the order in
--   which a page asks.

with breaks as (
    select
        periods.indicator,
        periods.period_end,
        count(series_breaks.broken_on) as run,
        arg_max(series_breaks.why, series_breaks.broken_on) as why
    from (
        select distinct
            indicator,
            period_end
        from figures
    ) as periods
    left join series_breaks
        on
            periods.indicator = series_breaks.indicator
            and periods.period_end >= series_breaks.broken_on
    group by periods.indicator, periods.period_end
),

beside as (
    select
        indicator,
        area_code,
        period_end,
        any_value(value is null) filter (where comparison = 'neighbours') as neighbours_is_median,
        any_value(coalesce(value, median)) filter (
            where comparison = 'neighbours'
        ) as neighbours_value,
        any_value(areas) filter (where comparison = 'neighbours') as neighbours_areas,
        any_value(value) filter (where comparison = 'region') as region_value,
        any_value(value) filter (where comparison = 'country') as country_value
    from comparisons
    group by indicator, area_code, period_end
)

select
    figures.indicator,
    figures.area_code,
    figures.period_end,
    period_label(figures.period_end, indicator_labels.period) as period_text,
    figures.period_status,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason,
    figure_text(
        figures.value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
    ) as value_text,
    breaks.run,
    case
        when breaks.run > lag(breaks.run) over (
            partition by figures.indicator, figures.area_code
            order by figures.period_end
        ) then breaks.why
    end as broken,
    beside.neighbours_value,
    beside.neighbours_areas,
    coalesce(beside.neighbours_is_median, false) as neighbours_is_median,
    beside.region_value,
    beside.country_value,
    case
        when figures.value is null or beside.neighbours_value is null then null
        else coalesce(comparison_tests.place, 'untested')
    end as place,
    comparison_tests.verdict as judged,
    comparison_tests.side,
    comparison_tests.basis as judged_by,
    comparison_tests.widened,
    directions.direction,
    directions.relative,
    directions.points
from figures
inner join indicator_labels on figures.indicator = indicator_labels.indicator
inner join breaks
    on figures.indicator = breaks.indicator and figures.period_end = breaks.period_end
left join beside
    on
        figures.indicator = beside.indicator
        and figures.area_code = beside.area_code
        and figures.period_end = beside.period_end
left join comparison_tests
    on
        figures.indicator = comparison_tests.indicator
        and figures.area_code = comparison_tests.area_code
        and figures.period_end = comparison_tests.period_end
        and comparison_tests.comparison = 'neighbours'
left join directions
    on
        figures.indicator = directions.indicator
        and figures.area_code = directions.area_code
        and figures.period_end = directions.period_end
where figures.area_type = 'authority'
order by figures.area_code, figures.indicator, figures.period_end
