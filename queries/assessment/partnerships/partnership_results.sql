-- title: Outcomes of the members of each partnership, with their intervals
-- grain: one row for each partnership, outcome and day of counting
-- note: See partnership_outcomes for what is added up, and what is left out so that no school of
--   few pupils can be given. Without an interval the band beside is its value. next_end is the day
--   of the figure that follows. In the order in which a page asks.

with measured as (
    select
        partnership_outcomes.partnership_id,
        partnership_outcomes.period_end,
        partnership_outcomes.numerator,
        partnership_outcomes.denominator,
        partnership_outcomes.institutions,
        partnership_outcomes.beside_numerator,
        partnership_outcomes.beside_denominator,
        partnership_outcomes.beside_institutions,
        indicator_labels.indicator,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.counts,
        cast(indicator_labels.decimals as integer) as decimals,
        cast(indicator_labels.per as double) as per,
        period_label(partnership_outcomes.period_end, indicator_labels.period) as period_text
    from partnership_outcomes
    inner join indicator_labels on partnership_outcomes.measure = indicator_labels.indicator
),

figures_of_both as (
    select
        partnership_id,
        indicator,
        title,
        kind,
        unit,
        decimals,
        period_end,
        period_text,
        institutions,
        rate(numerator, denominator, per) as value,
        interval_lower(kind, counts, numerator, denominator, per) as lower,
        interval_upper(kind, counts, numerator, denominator, per) as upper,
        rate(beside_numerator, beside_denominator, per) as beside_value,
        coalesce(
            interval_lower(kind, counts, beside_numerator, beside_denominator, per), beside_value
        ) as beside_lower,
        coalesce(
            interval_upper(kind, counts, beside_numerator, beside_denominator, per), beside_value
        ) as beside_upper
    from measured
)

select
    *,
    lead(period_end) over (
        partition by partnership_id, indicator
        order by period_end
    ) as next_end,
    case
        when beside_value is null then ''
        when lower is null then shown(beside_value, decimals) || ' in their phases'
        when
            set_beside(
                value, lower, upper, beside_value, beside_value - beside_lower,
                beside_upper - beside_value, 'neutral'
            ) = 'similar'
            then 'similar to their phases'
        when value > beside_value then 'higher than their phases'
        else 'lower than their phases'
    end as direction
from figures_of_both
order by partnership_id, title, period_end
