-- title: The figure by term, with the limits of chance variation
-- params: indicator, area_code, as_at

select
    term_end as period_end,
    period_text,
    numerator,
    denominator,
    value,
    centre,
    lower,
    upper,
    signal,
    finding
from termly_series
where
    indicator = $indicator
    and area_code = $area_code
    and as_at <= cast($as_at as date)
qualify as_at = max(as_at) over ()
order by period_end
