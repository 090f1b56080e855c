-- title: Every outcome over time, with neighbours, region and country
-- grain: one row for each authority, outcome and period, from the authority's first figure on
-- note: run counts the stretches between breaks of the series; broken says why one begins. In the
--   order in which a page asks.

with known as (
    select
        figure_series.*,
        indicator_labels.title,
        indicator_labels.kind = 'difference' as is_gap
    from figure_series
    inner join indicator_labels on figure_series.indicator = indicator_labels.indicator
    where indicator_labels.theme = 'outcomes' and indicator_labels.status <> 'retired'
    qualify
        count(figure_series.value) over (
            partition by figure_series.area_code, figure_series.indicator
            order by figure_series.period_end
        ) > 0
)

select
    area_code,
    indicator,
    title,
    is_gap,
    period_end,
    period_text,
    period_status,
    value,
    lower,
    upper,
    missing_reason,
    run,
    -- Nothing is broken where it begins.
    case
        when lag(run) over (partition by area_code, indicator order by period_end) < run then broken
    end as broken,
    neighbours_value,
    region_value,
    country_value
from known
order by area_code, is_gap, title, period_end
