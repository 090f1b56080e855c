-- title: Where the series of the outcomes shown are broken, and why
-- params: area_code, as_at

with spans as (
    select
        indicator,
        title,
        min(period_end) as begins,
        max(period_end) as ends
    from outcome_series
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
    group by indicator, title
)

select
    spans.title,
    series_breaks.broken_on,
    series_breaks.why
from spans
inner join series_breaks
    on
        spans.indicator = series_breaks.indicator
        and spans.begins < series_breaks.broken_on
        and spans.ends >= series_breaks.broken_on
order by spans.title, series_breaks.broken_on
