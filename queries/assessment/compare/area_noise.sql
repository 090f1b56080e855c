-- title: How much more each area varies from year to year than chance alone gives
-- grain: one row for each indicator, series (own, relative), basis and authority with a figure
-- note: The spread of an authority's points round its own lines of three to five years, drawn
--   towards the mean of all authorities by as much as it rests on too few points to be believed
--   (the share of the differences between authorities that is more than luck). dispersion is how
--   many times the variance of chance (basis counts, never under 1) or a variance in the
--   indicator's own squared unit (basis noise). pooled is the mean of all, the outer twentieths
--   brought in. Under ten authorities or thirty lines nothing is measured: counts are then taken
--   to vary by chance alone, and figures without counts are not tested.

-- Source: over-dispersion, Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202, and Public
-- Health England, funnel guidance; the drawing together of variances, Smyth 2004, Statistical
-- Applications in Genetics and Molecular Biology 3.

with authorities as (
    select area_code
    from areas
    where area_type = 'authority'
),

own as (
    select
        series_windows.indicator,
        series_windows.series,
        series_windows.basis,
        series_windows.area_code,
        count(*) as freedom,
        quotient(
            sum(series_windows.residual order by series_windows.period_end),
            sum(series_windows.points - 2)
        ) as spread
    from series_windows
    inner join authorities on series_windows.area_code = authorities.area_code
    where series_windows.residual is not null
    group by
        series_windows.indicator, series_windows.series, series_windows.basis,
        series_windows.area_code
),

ends as (
    select
        indicator,
        series,
        basis,
        quantile_cont(spread, 0.05) as least,
        quantile_cont(spread, 0.95) as most
    from own
    group by indicator, series, basis
    having count(*) >= 10 and sum(freedom) >= 30
),

pooled as (
    select
        own.indicator,
        own.series,
        own.basis,
        count(*) as areas,
        avg(least(greatest(own.spread, ends.least), ends.most) order by own.area_code) as pooled,
        var_samp(least(greatest(own.spread, ends.least), ends.most) order by own.area_code)
            as variance,
        avg(quotient(2, own.freedom) order by own.area_code) as luck
    from own
    inner join ends
        on
            own.indicator = ends.indicator
            and own.series = ends.series
            and own.basis = ends.basis
    group by own.indicator, own.series, own.basis
),

-- How far authorities truly differ, as a part of the squared mean.
differing as (
    select
        *,
        greatest(
            quotient(quotient(variance, pooled * pooled) - luck, 1 + luck), 0
        ) as differ
    from pooled
),

drawn as (
    select
        differing.indicator,
        differing.series,
        differing.basis,
        authorities.area_code,
        differing.areas,
        differing.pooled,
        differing.pooled + coalesce(
            (own.spread - differing.pooled) * quotient(
                differing.differ,
                differing.differ + quotient(2, own.freedom) * (1 + differing.differ)
            ), 0
        ) as spread
    from differing
    cross join authorities
    left join own
        on
            differing.indicator = own.indicator
            and differing.series = own.series
            and differing.basis = own.basis
            and authorities.area_code = own.area_code
)

select
    indicator,
    series,
    basis,
    area_code,
    if(basis = 'counts', greatest(spread, 1), spread) as dispersion,
    if(basis = 'counts', greatest(pooled, 1), pooled) as pooled,
    areas
from drawn
order by indicator, series, basis, area_code
