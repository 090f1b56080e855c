-- title: Every outcome over time, with neighbours, region and country
-- grain: one row for each area, outcome and period, from the area's first figure on
-- note: run counts the stretches between breaks of the series; broken says why one begins. In the
--   order in which a page asks.

with own as (
    select
        figures.*,
        indicator_labels.title,
        indicator_labels.period,
        indicator_labels.kind = 'difference' as is_gap
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    where indicator_labels.theme = 'outcomes' and indicator_labels.status <> 'retired'
    qualify
        count(figures.value) over (
            partition by figures.area_code, figures.indicator
            order by figures.period_end
        ) > 0
),

periods as (
    select distinct
        indicator,
        period_end
    from own
),

breaks as (
    select
        periods.indicator,
        periods.period_end,
        count(series_breaks.broken_on) as run,
        arg_max(series_breaks.why, series_breaks.broken_on) as why
    from periods
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
        any_value(coalesce(value, median)) filter (
            where comparison = 'neighbours'
        ) as neighbours_value,
        any_value(value) filter (where comparison = 'region') as region_value,
        any_value(value) filter (where comparison = 'country') as country_value
    from comparisons
    group by indicator, area_code, period_end
)

select
    own.area_code,
    own.indicator,
    own.title,
    own.is_gap,
    own.period_end,
    period_label(own.period_end, own.period) as period_text,
    own.period_status,
    own.value,
    own.lower,
    own.upper,
    own.missing_reason,
    breaks.run,
    case
        when breaks.run > lag(breaks.run) over (
            partition by own.area_code, own.indicator
            order by own.period_end
        ) then breaks.why
    end as broken,
    beside.neighbours_value,
    beside.region_value,
    beside.country_value
from own
inner join breaks
    on
        own.indicator = breaks.indicator
        and own.period_end = breaks.period_end
left join beside
    on
        own.indicator = beside.indicator
        and own.area_code = beside.area_code
        and own.period_end = beside.period_end
order by own.area_code, own.is_gap, own.title, own.period_end
