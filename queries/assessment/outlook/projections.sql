-- title: Where a figure is heading if nothing changes
-- grain: one row for each indicator, area, period with a figure and year ahead
-- note: A straight line through the last five to ten points of the unbroken series, and the
--   interval in which the next figure itself would lie 95 times of 100. Each point weighs by its
--   own interval where all have one, else all the same. Under five points, or under five since a
--   break, nothing is projected. A percentage stays between 0 and 100, and nothing but a
--   difference falls under zero. It says what would follow if all went on as it did; it is no
--   forecast of what will be done.

-- Source: weighted least squares and its prediction interval, Kutner and others, Applied Linear
-- Statistical Models, sections 2.5 and 11.1. The spread is never taken for less than the points'
-- own intervals say, however well they happen to lie on a line.

-- Sums are taken in the order of time: in any other the last bit of a result could differ from one
-- build to the next.

with points as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.value as y,
        year(figures.period_end) as x,
        trend_weight(figures.lower, figures.upper) as w,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = figures.indicator
                and series_breaks.broken_on <= figures.period_end
        ) as run
    from figures
    where figures.value is not null
),

numbered as (
    select
        *,
        row_number() over (partition by indicator, area_code, run order by period_end) as place
    from points
),

weighed as (
    select
        latest.indicator,
        latest.area_code,
        latest.period_end,
        latest.x as last_x,
        earlier.x,
        earlier.y,
        case
            when count(earlier.w) over series = count(*) over series then earlier.w
            else 1
        end as w,
        count(earlier.w) over series = count(*) over series as by_interval
    from numbered as latest
    inner join numbered as earlier
        on
            latest.indicator = earlier.indicator
            and latest.area_code = earlier.area_code
            and latest.run = earlier.run
            and earlier.place between latest.place - 9 and latest.place
    window series as (partition by latest.indicator, latest.area_code, latest.period_end)
),

centred as (
    select
        *,
        quotient(sum(w * x) over series, sum(w) over series) as mean_x,
        quotient(sum(w * y) over series, sum(w) over series) as mean_y
    from weighed
    window
        series as (
            partition by indicator, area_code, period_end
            order by x
            rows between unbounded preceding and unbounded following
        )
),

summed as (
    select
        indicator,
        area_code,
        period_end,
        last_x,
        by_interval,
        mean_x,
        mean_y,
        count(*) as points,
        sum(w order by x) as sum_w,
        sum(w * (x - mean_x) * (x - mean_x) order by x) as sxx,
        quotient(sum(w * (x - mean_x) * (y - mean_y) order by x), sxx) as slope,
        sum(w * (y - mean_y) * (y - mean_y) order by x) as syy
    from centred
    group by indicator, area_code, period_end, last_x, by_interval, mean_x, mean_y
    having count(*) >= 5
),

fitted as (
    select
        summed.*,
        ahead.ahead,
        summed.mean_y + summed.slope * (summed.last_x + ahead.ahead - summed.mean_x) as middle,
        greatest(
            quotient(
                greatest(summed.syy - summed.slope * summed.slope * summed.sxx, 0),
                summed.points - 2
            ),
            case when summed.by_interval then 1 else 0 end
        ) as variance
    from summed
    cross join range(1, 4) as ahead (ahead)
),

spread as (
    select
        fitted.*,
        indicator_labels.kind,
        t_95(fitted.points - 2) * sqrt(
            fitted.variance * (
                quotient(fitted.points, fitted.sum_w)
                + quotient(1, fitted.sum_w)
                + quotient(
                    pow(fitted.last_x + fitted.ahead - fitted.mean_x, 2), fitted.sxx
                )
            )
        ) as reach
    from fitted
    inner join indicator_labels on fitted.indicator = indicator_labels.indicator
)

select
    indicator,
    area_code,
    period_end,
    ahead,
    cast(period_end + to_years(cast(ahead as integer)) as date) as projected_end,
    kept_within(middle, kind) as value,
    kept_within(middle - reach, kind) as lower,
    kept_within(middle + reach, kind) as upper,
    points
from spread
order by indicator, area_code, period_end, ahead
