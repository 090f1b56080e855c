-- title: What each figure says beside similar areas and over time
-- grain: one row for each framework, date, authority and indicator that bears on it and has a value
-- note: The latest figure not older than the framework allows, beside that of the statistical
--   neighbours (sum over sum, or their median where the publisher gives no counts). place is told
--   only where the figure has an interval and rests on five cases or more. strength is how many
--   yardsticks lie between the two: widths of the interval, or without one distances between the
--   quartiles of all. Where no interval can be given, and the figure lies in the best or the worst
--   quarter of all and on that side of the neighbours, the finding is untested, and said to be so.
--   finding is empty where nothing stands out.

with bearing as (
    select
        framework_bearings.framework,
        framework_bearings.indicator,
        framework_bearings.theme,
        framework_bearings.max_age_years,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.polarity,
        indicator_labels.period,
        indicator_labels.owner,
        cast(indicator_labels.decimals as integer) as decimals
    from framework_bearings
    inner join indicator_labels
        on
            framework_bearings.indicator = indicator_labels.indicator
            and indicator_labels.kind <> 'count'
),

latest as (
    select
        bearing.framework,
        bearing.indicator,
        assessment_dates.as_at,
        figures.area_code,
        max(figures.period_end) as period_end
    from bearing
    inner join figures
        on
            bearing.indicator = figures.indicator
            and figures.area_type = 'authority'
            and figures.value is not null
    inner join assessment_dates
        on
            figures.period_end <= assessment_dates.as_at
            and figures.period_end > assessment_dates.as_at - to_years(bearing.max_age_years)
    group by all
),

beside as (
    select
        indicator,
        area_code,
        period_end,
        coalesce(value, median) as value,
        areas
    from comparisons
    where comparison = 'neighbours'
),

placed as (
    select
        latest.framework,
        latest.as_at,
        latest.area_code,
        bearing.theme,
        latest.indicator,
        bearing.title,
        bearing.kind,
        bearing.unit,
        bearing.decimals,
        bearing.polarity,
        bearing.owner,
        latest.period_end,
        period_label(latest.period_end, bearing.period) as period_text,
        figures.numerator,
        figures.denominator,
        figures.value,
        figures.lower,
        figures.upper,
        beside.value as beside_value,
        beside.areas as beside_areas,
        compared_with(
            if(is_few(bearing.kind, figures.denominator), null, figures.value),
            figures.lower, figures.upper, beside.value, bearing.polarity
        ) as place,
        goodness(figures.value, bearing.polarity) > goodness(beside.value, bearing.polarity)
            as is_better,
        ranks.band,
        directions.direction,
        directions.points,
        coalesce(figures.upper - figures.lower, spreads.upper_quartile - spreads.lower_quartile)
            as yardstick
    from latest
    inner join bearing
        on latest.framework = bearing.framework and latest.indicator = bearing.indicator
    inner join figures
        on
            latest.indicator = figures.indicator
            and latest.area_code = figures.area_code
            and latest.period_end = figures.period_end
    left join beside
        on
            latest.indicator = beside.indicator
            and latest.area_code = beside.area_code
            and latest.period_end = beside.period_end
    left join directions
        on
            latest.indicator = directions.indicator
            and latest.area_code = directions.area_code
            and latest.period_end = directions.period_end
    left join ranks
        on
            latest.indicator = ranks.indicator
            and latest.area_code = ranks.area_code
            and latest.period_end = ranks.period_end
    left join spreads
        on latest.indicator = spreads.indicator and latest.period_end = spreads.period_end
)

select
    *,
    coalesce(quotient(abs(value - beside_value), yardstick), 0) as strength,
    case
        when place in ('better', 'worse') and direction in ('improving', 'worsening')
            then place || '_' || direction
        when place in ('better', 'worse') then place
        when direction in ('improving', 'worsening') then direction
        when lower is null and band = 1 and is_better then 'better_untested'
        when lower is null and band = 4 and not is_better then 'worse_untested'
    end as finding
from placed
order by framework, area_code, as_at, indicator
