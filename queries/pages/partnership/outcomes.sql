-- title: Outcomes of a partnership's members over time
-- params: partnership, as_at
-- note: Adds up only members whose own figures could be shown; see partnership_outcomes. The line
--   beside it is of all schools of the members' phases in the authority that keeps the record.

with measured as (
    select
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
    where
        partnership_outcomes.partnership_id = $partnership
        and partnership_outcomes.period_end <= cast($as_at as date)
),

valued as (
    select
        *,
        rate(numerator, denominator, per) as value,
        interval_lower(kind, counts, numerator, denominator, per) as lower,
        interval_upper(kind, counts, numerator, denominator, per) as upper,
        rate(beside_numerator, beside_denominator, per) as beside_value,
        interval_lower(kind, counts, beside_numerator, beside_denominator, per) as beside_lower,
        interval_upper(kind, counts, beside_numerator, beside_denominator, per) as beside_upper
    from measured
)

select
    indicator,
    title,
    kind,
    unit,
    decimals,
    period_end,
    period_text,
    institutions,
    value,
    lower,
    upper,
    beside_value,
    coalesce(beside_lower, beside_value) as beside_lower,
    coalesce(beside_upper, beside_value) as beside_upper,
    cast(null as text) as missing_reason,
    row_number() over (partition by indicator order by period_end desc) = 1 as is_last,
    case
        when beside_value is null then ''
        when lower is null then shown(beside_value, decimals) || ' in their phases'
        when beside_value between lower and upper then 'similar to their phases'
        when value > beside_value then 'higher than their phases'
        else 'lower than their phases'
    end as direction,
    'A member whose own figure would be hidden is left out. Who partners is not who would have '
    || 'done the same without: better placed schools partner less (National Audit Office, 2009), '
    || 'so a difference is no effect of the partnership.' as caution
from valued
order by title, period_end
