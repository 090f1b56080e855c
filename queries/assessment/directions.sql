-- title: Which way a figure has gone over its last five points
-- grain: one row for each indicator, area and period with a figure
-- note: The recent trend of Fingertips. A direction is said only where chi-squared for a straight
--   line passes 9.549536 (the 99.8th percentile) and the slope has the same sign with all points
--   and with any one left out. Percentages are tested by their counts, and their slope is that of
--   the log odds; all others by their values, weighted by their intervals. Under five yearly
--   points, a gap, a broken series or figures without an interval (money, days) cannot be
--   calculated. Neutral figures increase or decrease; others improve or worsen.

-- Source: Fingertips, Public health technical guidance, Trend markers.

with points as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.numerator,
        figures.denominator,
        indicator_labels.kind,
        indicator_labels.polarity,
        year(figures.period_end) - 2010 as x,
        case
            when indicator_labels.kind <> 'percentage' then figures.value
            when has_interval(indicator_labels.kind, indicator_labels.counts)
                then log_odds(figures.numerator, figures.denominator)
        end as y,
        case
            when indicator_labels.kind = 'percentage' then 1
            else trend_weight(figures.lower, figures.upper)
        end as w,
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
        latest.polarity,
        count(*) as points,
        min(earlier.period_end) as since,
        max(earlier.x) - min(earlier.x) as years,
        count(earlier.y * earlier.w) as tested,
        sum(earlier.w) as w,
        sum(earlier.w * earlier.x) as wx,
        sum(earlier.w * earlier.y) as wy,
        sum(earlier.w * earlier.x * earlier.x) as wxx,
        sum(earlier.w * earlier.x * earlier.y) as wxy,
        sum(earlier.numerator) as n,
        sum(earlier.denominator) as d,
        sum(earlier.numerator * earlier.x) as nx,
        sum(earlier.denominator * earlier.x) as dx,
        sum(earlier.denominator * earlier.x * earlier.x) as dxx
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
            when points < 5 or years <> 4 or tested < 5 then null
            when kind = 'percentage'
                then coalesce(trend_chi_squared_of_counts(n, d, nx, dx, dxx), 0)
            else trend_chi_squared_of_values(w, wx, wy, wxx, wxy)
        end as chi_squared,
        sign(w * wxy - wx * wy) as slope
    from summed
),

left_out as (
    select
        tested.indicator,
        tested.area_code,
        tested.period_end,
        bool_and(
            sign(
                (tested.w - earlier.w)
                * (tested.wxy - earlier.w * earlier.x * earlier.y)
                - (tested.wx - earlier.w * earlier.x) * (tested.wy - earlier.w * earlier.y)
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
