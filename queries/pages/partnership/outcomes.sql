-- title: Outcomes of a partnership's members over time
-- params: partnership, as_at
-- note: The band is of all schools of the members' phases in the authority that keeps the record.

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
from partnership_results
where partnership_id = $partnership and period_end <= cast($as_at as date)
order by title, period_end
