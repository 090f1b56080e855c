-- title: Whether each figure differs from what it is compared with by more than chance
-- grain: one row for each indicator, authority, period and group with a value
-- note: The one table from which every page and paper says better, worse, similar or not testable.
--   verdict by the figure's limits of measured noise (figure_limits) and those of what it is set
--   beside (below and above: how far that could by chance lie lower or higher), empty where there
--   are none or where a percentage is of under five cases; basis says whether they come from
--   counts, from the pooled noise of all authorities, or (complete) from what is worth telling,
--   without chance. place says the same as higher, lower or similar. side is on which side a figure
--   lies that cannot be tested. steps is how many of the least differences worth telling lie
--   between the two, sureness the distance in limits of chance (1 is 95 %; of a complete count as
--   sure as any is asked to be, 2).

with compared as (
    select
        comparisons.indicator,
        comparisons.area_code,
        comparisons.period_end,
        comparisons.comparison,
        coalesce(comparisons.value, comparisons.median) as beside_value,
        comparisons.value is null as is_median,
        comparisons.areas,
        comparisons.value - comparisons.lower as group_below,
        comparisons.upper - comparisons.value as group_above,
        figures.value,
        indicator_labels.polarity,
        cast(indicator_labels.least_difference as double) as least_difference,
        if(is_few(indicator_labels.kind, figures.denominator), null, figure_limits.basis) as basis,
        figure_limits.widened,
        figure_limits.lower,
        figure_limits.upper
    from comparisons
    inner join figures
        on
            comparisons.indicator = figures.indicator
            and comparisons.area_code = figures.area_code
            and comparisons.period_end = figures.period_end
            and figures.value is not null
    inner join indicator_labels on comparisons.indicator = indicator_labels.indicator
    left join figure_limits
        on
            comparisons.indicator = figure_limits.indicator
            and comparisons.area_code = figure_limits.area_code
            and comparisons.period_end = figure_limits.period_end
),

ranged as (
    select
        *,
        group_reach(basis, widened, group_below, is_median, value - lower, areas) as below,
        group_reach(basis, widened, group_above, is_median, upper - value, areas) as above
    from compared
    where beside_value is not null
),

tested as (
    select
        *,
        set_beside(
            if(basis is null, null, value), lower, upper, beside_value, below, above, polarity
        ) as verdict,
        set_beside(
            if(basis is null, null, value), lower, upper, beside_value, below, above, 'neutral'
        ) as place
    from ranged
)

select
    indicator,
    area_code,
    period_end,
    comparison,
    beside_value,
    below,
    above,
    is_median,
    areas,
    if(verdict is null, null, basis) as basis,
    if(verdict is null, null, widened) as widened,
    verdict,
    place,
    case
        when verdict is null
            then nullif(compared_with(value, value, value, beside_value, polarity), 'similar')
    end as side,
    quotient(abs(value - beside_value), least_difference) as steps,
    case
        when verdict is null then null
        when basis = 'complete' then 2
        when value > beside_value
            then quotient(
                value - beside_value, sqrt(pow(value - lower, 2) + pow(above, 2))
            )
        else
            quotient(beside_value - value, sqrt(pow(upper - value, 2) + pow(below, 2)))
    end as sureness
from tested
order by indicator, area_code, period_end, comparison
