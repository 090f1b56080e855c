-- title: Which way a figure has gone over its last five points, alone and against the country
-- grain: one row for each indicator, area and period with a figure
-- note: The recent trend of Fingertips, with chance measured and not assumed: chi-squared for a
--   straight line is divided by how much more areas vary round their own lines than chance gives
--   (area_noise). A direction is said only where it passes 9.549536 (the 99.8th percentile) and the
--   slope has the same sign with all points and with any one left out. relative is the direction of
--   the difference from the country (rates: of the ratio): what is left when the national tide is
--   taken out. Outcomes without counts are tested by pooled noise (basis noise); other figures
--   without an interval (money, days), under five yearly points, a gap or a broken series cannot be
--   calculated. A complete count has a direction where the last of five points differs from the
--   first by more than is worth telling, since there is no chance in it. Neutral figures increase
--   or decrease; others improve or worsen. widened says how many times the limits of chance were
--   widened.

with tested as (
    select
        series_windows.indicator,
        series_windows.area_code,
        series_windows.period_end,
        series_windows.series,
        series_windows.basis,
        series_windows.points,
        series_windows.since,
        indicator_labels.polarity,
        series_windows.rise,
        case
            when
                series_windows.basis = 'complete'
                and not is_few(indicator_labels.kind, figures.denominator)
                then worth_telling(
                    indicator_labels.kind, indicator_labels.least_difference, figures.denominator
                )
        end as worth,
        series_windows.slope,
        series_windows.holds,
        coalesce(
            area_noise.dispersion, case when series_windows.basis = 'counts' then 1 end
        ) as times_chance,
        quotient(series_windows.chi_squared, times_chance) as chi
    from series_windows
    inner join indicator_labels on series_windows.indicator = indicator_labels.indicator
    inner join figures
        on
            series_windows.indicator = figures.indicator
            and series_windows.area_code = figures.area_code
            and series_windows.period_end = figures.period_end
    left join area_noise
        on
            series_windows.indicator = area_noise.indicator
            and series_windows.area_code = area_noise.area_code
            and series_windows.series = area_noise.series
            and series_windows.basis = area_noise.basis
    where series_windows.points = 5
    -- By counts, where there are any.
    qualify row_number() over (
        partition by
            series_windows.indicator, series_windows.area_code, series_windows.period_end,
            series_windows.series
        order by series_windows.basis
    ) = 1
),

directed as (
    select
        *,
        case
            when coalesce(chi, worth) is null then 'cannot be calculated'
            when abs(rise) <= worth then 'no significant change'
            when chi <= 9.549536 or slope = 0 or not holds then 'no significant change'
            when polarity = 'neutral' and slope > 0 then 'increasing'
            when polarity = 'neutral' then 'decreasing'
            when (slope > 0) = (polarity = 'higher_is_better') then 'improving'
            else 'worsening'
        end as direction,
        if(basis = 'counts', sqrt(times_chance), null) as widened
    from tested
)

select
    figures.indicator,
    figures.area_code,
    figures.period_end,
    coalesce(own.direction, 'cannot be calculated') as direction,
    coalesce(relative.direction, 'cannot be calculated') as relative,
    coalesce(own.points, relative.points) as points,
    coalesce(own.since, relative.since) as since,
    coalesce(own.basis, relative.basis) as basis,
    own.widened,
    relative.widened as relative_widened
from figures
left join directed as own
    on
        figures.indicator = own.indicator
        and figures.area_code = own.area_code
        and figures.period_end = own.period_end
        and own.series = 'own'
left join directed as relative
    on
        figures.indicator = relative.indicator
        and figures.area_code = relative.area_code
        and figures.period_end = relative.period_end
        and relative.series = 'relative'
where figures.value is not null
order by figures.indicator, figures.area_code, figures.period_end
