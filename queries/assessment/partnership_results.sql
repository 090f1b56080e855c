-- title: Outcomes of the members of each partnership, with their intervals
-- grain: one row for each partnership, outcome and day of counting
-- note: See partnership_outcomes for what is added up, and what is left out so that no school of
--   few pupils can be told.

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
)

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
    interval_lower(kind, counts, beside_numerator, beside_denominator, per) as beside_lower,
    interval_upper(kind, counts, beside_numerator, beside_denominator, per) as beside_upper
from measured
order by partnership_id, title, period_end
