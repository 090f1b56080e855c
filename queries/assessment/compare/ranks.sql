-- title: The rank of each authority among all
-- grain: one row for each indicator, authority and period with a figure
-- note: place is the rank, 1 the best, or the highest where no way is better; those that tie share
--   the better place. band is the quartile, 1 the best, where a way is better and at least four
--   have a figure. The range that intervals allow is in rank_ranges.

with ranked as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        indicator_labels.polarity,
        rank() over (
            partition by figures.indicator, figures.period_end
            order by
                coalesce(goodness(figures.value, indicator_labels.polarity), figures.value) desc
        ) as place,
        count(*) over (partition by figures.indicator, figures.period_end) as areas
    from figures
    inner join indicator_labels
        on figures.indicator = indicator_labels.indicator and indicator_labels.kind <> 'count'
    where figures.area_type = 'authority' and figures.value is not null
)

select
    indicator,
    area_code,
    period_end,
    place,
    areas,
    case when polarity <> 'neutral' then quantile_band(place, areas, 4) end as band
from ranked
order by indicator, area_code, period_end
