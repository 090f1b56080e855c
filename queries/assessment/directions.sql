-- title: Which way a figure has gone over its last five points
-- grain: one row for each indicator, area and period with a figure
-- note: The five-point test of Fingertips. A direction is said only where chi-squared for a
--   straight line passes 9.549536 (99.8 %, the test's own constant) and the slope keeps its sign
--   whichever point is left out. Under five points, a gap, a broken series or figures that are not
--   counts of events (money, days) cannot be calculated. Neutral figures increase or decrease,
--   others improve or worsen.

with points as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.value,
        figures.numerator,
        figures.denominator,
        indicator_labels.kind,
        indicator_labels.counts,
        indicator_labels.polarity,
        year(figures.period_end) - 2010 as x,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = figures.indicator
                and series_breaks.broken_on <= figures.period_end
        ) as run
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    where figures.value is not null
),

numbered as (
    select
        *,
        row_number() over (partition by indicator, area_code, run order by period_end) as place
    from points
),

summed as (
    select
        latest.indicator,
        latest.area_code,
        latest.period_end,
        latest.run,
        latest.place,
        latest.kind,
        latest.counts,
        latest.polarity,
        count(*) as points,
        min(earlier.period_end) as since,
        max(earlier.x) - min(earlier.x) as years,
        count(earlier.numerator) as counted,
        sum(earlier.x) as sum_x,
        sum(earlier.value) as sum_y,
        sum(earlier.x * earlier.x) as sum_xx,
        sum(earlier.x * earlier.value) as sum_xy,
        sum(earlier.numerator) as sum_n,
        sum(earlier.denominator) as sum_d,
        sum(earlier.numerator * earlier.x) as sum_nx,
        sum(earlier.denominator * earlier.x) as sum_dx,
        sum(earlier.denominator * earlier.x * earlier.x) as sum_dxx
    from numbered as latest
    inner join numbered as earlier
        on
            latest.indicator = earlier.indicator
            and latest.area_code = earlier.area_code
            and latest.run = earlier.run
            and earlier.place between latest.place - 4 and latest.place
    group by all
),

tested as (
    select
        *,
        case
            when points = 5 and years = 4 and counted = 5 and has_interval(kind, counts)
                then coalesce(
                    trend_chi_squared(kind, sum_n, sum_d, sum_nx, sum_dx, sum_dxx), 0
                )
        end as chi_squared,
        sign(points * sum_xy - sum_x * sum_y) as slope
    from summed
),

left_out as (
    select
        tested.indicator,
        tested.area_code,
        tested.period_end,
        bool_and(
            sign(
                4 * (tested.sum_xy - earlier.x * earlier.value)
                - (tested.sum_x - earlier.x) * (tested.sum_y - earlier.value)
            ) = tested.slope
        ) as holds
    from tested
    inner join numbered as earlier
        on
            tested.indicator = earlier.indicator
            and tested.area_code = earlier.area_code
            and tested.run = earlier.run
            and earlier.place between tested.place - 4 and tested.place
    where tested.chi_squared is not null
    group by tested.indicator, tested.area_code, tested.period_end
),

directed as (
    select
        tested.indicator,
        tested.area_code,
        tested.period_end,
        case
            when tested.chi_squared is null then 'cannot be calculated'
            when tested.chi_squared <= 9.549536 or tested.slope = 0 or not left_out.holds
                then 'no significant change'
            when tested.polarity = 'neutral' and tested.slope > 0 then 'increasing'
            when tested.polarity = 'neutral' then 'decreasing'
            when (tested.slope > 0) = (tested.polarity = 'higher_is_better') then 'improving'
            else 'worsening'
        end as direction,
        tested.points,
        tested.since
    from tested
    left join left_out
        on
            tested.indicator = left_out.indicator
            and tested.area_code = left_out.area_code
            and tested.period_end = left_out.period_end
)

select
    indicator,
    area_code,
    period_end,
    direction,
    points,
    since
from directed
order by indicator, area_code, period_end
