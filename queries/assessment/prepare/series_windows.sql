-- title: A straight line through the last points of every series, alone and against the country
-- grain: one row for each indicator, area, period with a figure, series (own, relative) and basis
-- note: The last three to five yearly points of an unbroken run. own is the figure itself, relative
--   its difference from the country's (rates: the logarithm of their ratio). A break that is the
--   same for all areas cuts the own line only. basis: counts where every point has an interval of
--   its own, each point then weighs by it; noise where an outcome is published without counts, all
--   points then weigh the same (rates by their square root, so that large ones do not lead). An
--   outcome of which only some figures have counts is given on both. complete: a count of all there
--   are has no chance in it: rise is how much higher its last point is than its first.
--   chi_squared is that of the slope, residual that of the points round their line, both in units
--   of what chance alone gives (basis noise: of the indicator's own squared unit).

-- Source: Fingertips, Public health technical guidance, Trend markers; Armitage 1955.
-- Sums are taken in the order of time: in any other their last bit could differ between builds.

with runs as (
    select
        periods.indicator,
        periods.period_end,
        count(series_breaks.broken_on) as own_run,
        count(series_breaks.broken_on) filter (where series_breaks.cuts = 'both') as relative_run
    from (
        select distinct
            indicator,
            period_end
        from figures
    ) as periods
    left join series_breaks
        on
            periods.indicator = series_breaks.indicator
            and periods.period_end >= series_breaks.broken_on
    group by periods.indicator, periods.period_end
),

countries as (
    select
        indicator,
        area_code,
        period_end,
        coalesce(value, median) as value
    from comparisons
    where comparison = 'country'
),

points as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.numerator,
        figures.denominator,
        figures.value,
        indicator_labels.kind,
        indicator_labels.theme = 'outcomes' as is_outcome,
        coalesce(indicator_labels.uncertainty = 'complete', false) as is_complete,
        has_interval(indicator_labels.kind, indicator_labels.counts)
        and not is_complete
        and figures.numerator is not null as has_counts,
        year(figures.period_end) - 2010 as x,
        trend_weight(figures.lower, figures.upper) as weight,
        runs.own_run,
        runs.relative_run,
        case
            when indicator_labels.kind = 'rate' and figures.value > 0 and countries.value > 0
                then ln(quotient(figures.value, countries.value))
            when indicator_labels.kind <> 'rate' then figures.value - countries.value
        end as against_country
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    inner join runs
        on figures.indicator = runs.indicator and figures.period_end = runs.period_end
    left join countries
        on
            figures.indicator = countries.indicator
            and figures.area_code = countries.area_code
            and figures.period_end = countries.period_end
    where figures.value is not null
),

-- y and w of a point on each basis; sign_y and sign_w those by which the slope's sign is told.
series as (
    select
        indicator,
        area_code,
        period_end,
        x,
        'own' as series,
        own_run as run,
        is_complete,
        kind = 'percentage' as is_share,
        case when kind <> 'percentage' or has_counts then value end as y,
        case when is_complete then null when kind = 'percentage' then denominator else weight end
            as w,
        case when kind = 'percentage' then log_odds(numerator, denominator) else value end
            as sign_y,
        case when kind = 'percentage' then 1 else weight end as sign_w,
        case
            when is_complete then value
            when not is_outcome then null
            when kind = 'rate' then sqrt(value)
            else value
        end as plain_y
    from points
    union all
    select
        indicator,
        area_code,
        period_end,
        x,
        'relative' as series,
        relative_run as run,
        false as is_complete,
        false as is_share,
        against_country as y,
        -- The variance of the logarithm of a count of events is one over the count.
        case when kind = 'rate' then nullif(numerator, 0) else weight end as w,
        against_country as sign_y,
        case when kind = 'rate' then nullif(numerator, 0) else weight end as sign_w,
        case when is_outcome then against_country end as plain_y
    from points
    where against_country is not null and not is_complete
),

numbered as (
    select
        *,
        row_number() over (
            partition by indicator, area_code, series, run
            order by period_end
        ) as place
    from series
),

paired as (
    select
        latest.indicator,
        latest.area_code,
        latest.period_end,
        latest.series,
        latest.is_complete,
        latest.is_share,
        earlier.period_end as earlier_end,
        earlier.x,
        earlier.y,
        earlier.w,
        earlier.sign_y,
        earlier.sign_w,
        earlier.plain_y,
        count(earlier.y * earlier.w) over whole = count(*) over whole as is_weighted
    from numbered as latest
    inner join numbered as earlier
        on
            latest.indicator = earlier.indicator
            and latest.area_code = earlier.area_code
            and latest.series = earlier.series
            and latest.run = earlier.run
            and earlier.place between latest.place - 4 and latest.place
    window
        whole as (
            partition by latest.indicator, latest.area_code, latest.series, latest.period_end
        )
),

-- Outcomes of which some figures are published with counts and others without.
mixed as (
    select indicator
    from points
    where is_outcome
    group by indicator
    having count(*) filter (where has_counts) between 1 and count(*) - 1
),

based as (
    select
        indicator,
        area_code,
        period_end,
        series,
        is_share and is_weighted as is_share,
        earlier_end,
        x,
        case when is_complete then 'complete' when is_weighted then 'counts' else 'noise' end
            as basis,
        if(is_weighted, y, plain_y) as y,
        if(is_weighted, w, 1) as w,
        if(is_weighted, sign_y, plain_y) as sign_y,
        if(is_weighted, sign_w, 1) as sign_w
    from paired
    union all
    select
        paired.indicator,
        paired.area_code,
        paired.period_end,
        paired.series,
        false as is_share,
        paired.earlier_end,
        paired.x,
        'noise' as basis,
        paired.plain_y as y,
        1 as w,
        paired.plain_y as sign_y,
        1 as sign_w
    from paired
    inner join mixed on paired.indicator = mixed.indicator
    where paired.is_weighted
),

summed as (
    select
        indicator,
        area_code,
        period_end,
        series,
        basis,
        is_share,
        count(*) as points,
        count(y * w) as known,
        min(earlier_end) as since,
        max(x) - min(x) as years,
        arg_max(y, x) - arg_min(y, x) as change,
        sum(w order by x) as w,
        sum(w * x order by x) as wx,
        sum(w * y order by x) as wy,
        sum(w * x * x order by x) as wxx,
        sum(w * x * y order by x) as wxy,
        sum(w * y * y order by x) as wyy,
        list({ 'x': x, 'y': sign_y, 'w': sign_w } order by x) as signs,
        sum(sign_w order by x) as sw,
        sum(sign_w * x order by x) as swx,
        sum(sign_w * sign_y order by x) as swy,
        sum(sign_w * x * sign_y order by x) as swxy
    from based
    group by all
),

fitted as (
    select
        *,
        -- What chance alone gives one person's part in a percentage; 1 where w is a precision.
        if(is_share, quotient(wy, w) * (100 - quotient(wy, w)), 1) as unit,
        if(
            is_share and unit = 0,
            0,
            quotient(trend_chi_squared_of_values(w, wx, wy, wxx, wxy), unit)
        ) as chi_of_line,
        if(basis = 'complete', null, chi_of_line) as chi_squared,
        sign(sw * swxy - swx * swy) as slope
    from summed
    where points >= 3 and known = points and years = points - 1
)

select
    indicator,
    area_code,
    period_end,
    series,
    basis,
    points,
    since,
    slope,
    chi_squared,
    if(basis = 'complete', change, null) as rise,
    -- Whether the slope has the same sign with any one point left out.
    list_bool_and(
        list_transform(signs, lambda point: sign(  -- noqa: RF02
            (sw - point['w']) * (swxy - point['w'] * point['x'] * point['y'])
            - (swx - point['w'] * point['x']) * (swy - point['w'] * point['y'])
        ) = slope)
    ) as holds,
    case
        when chi_squared is not null
            then greatest(quotient(wyy - quotient(wy * wy, w), unit) - chi_squared, 0)
    end as residual
from fitted
order by indicator, area_code, period_end, series, basis
