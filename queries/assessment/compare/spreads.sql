-- title: How far authorities lie apart
-- grain: one row for each indicator and period in which an authority has a figure
-- note: Of figures that may be seen. Quartiles as in Fingertips, linear between two values. A bare
--   count is compared with nothing and has no spread.

with seen as (
    select
        figures.indicator,
        figures.period_end,
        figures.value
    from figures
    inner join indicator_labels
        on figures.indicator = indicator_labels.indicator and indicator_labels.kind <> 'count'
    where figures.area_type = 'authority' and figures.value is not null
)

select
    indicator,
    period_end,
    count(*) as areas,
    min(value) as lowest,
    quantile_cont(value, 0.25) as lower_quartile,
    median(value) as median,
    quantile_cont(value, 0.75) as upper_quartile,
    max(value) as highest
from seen
group by indicator, period_end
order by indicator, period_end
