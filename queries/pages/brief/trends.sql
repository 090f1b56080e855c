-- title: Every indicator over time, beside its neighbours and the country
-- params: area_code, as_at
-- note: run counts the stretches between breaks of the series; broken says why one begins.

with

own as (
    select *
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
),

breaks as (
    select
        own.indicator,
        own.period_end,
        count(series_breaks.broken_on) as run,
        arg_max(series_breaks.why, series_breaks.broken_on) as why
    from own
    left join series_breaks
        on
            own.indicator = series_breaks.indicator
            and own.period_end >= series_breaks.broken_on
    group by own.indicator, own.period_end
),

beside as (
    select
        indicator,
        period_end,
        any_value(coalesce(value, median)) filter (
            where comparison = 'neighbours'
        ) as neighbours_value,
        any_value(value) filter (where comparison = 'region') as region_value,
        any_value(value) filter (where comparison = 'country') as country_value
    from comparisons
    where area_code = $area_code
    group by indicator, period_end
)

select
    own.indicator,
    own.period_end,
    period_label(own.period_end, indicator_labels.period) as period_text,
    own.period_status,
    own.numerator,
    own.denominator,
    own.value,
    own.lower,
    own.upper,
    own.missing_reason,
    breaks.run,
    case
        when breaks.run > lag(breaks.run) over (
            partition by own.indicator order by own.period_end
        ) then breaks.why
    end as broken,
    beside.neighbours_value,
    beside.region_value,
    beside.country_value
from own
inner join indicator_labels
    on own.indicator = indicator_labels.indicator
inner join breaks
    on
        own.indicator = breaks.indicator
        and own.period_end = breaks.period_end
left join beside
    on
        own.indicator = beside.indicator
        and own.period_end = beside.period_end
order by own.indicator, own.period_end
