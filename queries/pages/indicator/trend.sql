-- title: The figure over time, with those it is compared with
-- params: indicator, area_code, as_at
-- note: run counts the stretches between breaks of the series; broken says why one begins.

select
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
    neighbours_areas,
    region_value,
    country_value
from figure_series
where
    indicator = $indicator
    and area_code = $area_code
    and period_end <= cast($as_at as date)
order by period_end
