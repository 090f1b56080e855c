-- title: Every indicator over time, next to its neighbours and the country
-- params: area_code, as_at
-- note: run counts the stretches between breaks of the series; broken says why one begins.

select
    indicator,
    period_end,
    period_text,
    period_status,
    numerator,
    denominator,
    value,
    lower,
    upper,
    missing_reason,
    run,
    broken,
    neighbours_value,
    region_value,
    country_value
from figure_series
where area_code = $area_code and period_end <= cast($as_at as date)
order by indicator, period_end
