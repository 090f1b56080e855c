-- title: The period of each indicator that stands for the country at each assessment date
-- grain: one row for each indicator and assessment date with a figure of an authority up to it
-- note: The latest period up to the date with at least half as many figures as the fullest, so that
--   one authority's own register does not stand for the country.

with filled as (
    select
        indicator,
        period_end,
        count(value) as known
    from figures
    where area_type = 'authority'
    group by indicator, period_end
),

fullest as (
    select
        assessment_dates.as_at,
        filled.indicator,
        filled.period_end,
        filled.known,
        max(filled.known) over (partition by assessment_dates.as_at, filled.indicator) as most
    from assessment_dates
    inner join filled on assessment_dates.as_at >= filled.period_end
)

select
    as_at,
    indicator,
    max(period_end) as period_end
from fullest
where known > 0 and 2 * known >= most
group by as_at, indicator
order by as_at, indicator
