-- title: Figures that may be seen
-- grain: one row for each indicator, area and period
-- gate: leaves out whatever small_numbers names, and every count behind a figure the source hid
-- note: Everything a reader sees comes through here, never from the indicators. Region and country
--   are the publisher's own figure, else sum over sum. A hidden figure has no numerator,
--   denominator, value or interval, only the word suppressed, whoever hid it and why. Figures of
--   people leave rounded to the decimals of the label, as they are displayed. A complete count of
--   all there are has no interval: there is no chance in it.
-- changes: indicator, area_code, period_end: value
-- remembers: indicator, area_code, period_end: numerator, denominator, value

with cells as (
    select
        indicator_values.indicator,
        indicator_values.area_code,
        indicator_values.period_end,
        indicator_values.period_status,
        indicator_values.numerator,
        indicator_values.denominator,
        indicator_values.value,
        indicator_values.missing_reason
    from indicator_values
    inner join areas on indicator_values.area_code = areas.area_code
    where areas.area_type = 'authority'
    union all by name
    select * exclude (is_published)
    from totals
),

-- After the day to which a register is complete, what is counted from it is not known.
known_to as (
    select
        indicator_labels.indicator,
        min(register_days.complete_as_at) as last_day
    from indicator_labels
    inner join register_days
        on list_contains(string_split(indicator_labels.source, ', '), register_days.register)
    group by indicator_labels.indicator
),

gated as (
    select
        cells.indicator,
        cells.area_code,
        areas.area_type,
        cells.period_end,
        cells.period_status,
        indicator_labels.kind,
        indicator_labels.counts,
        coalesce(indicator_labels.uncertainty = 'complete', false) as is_complete,
        cast(indicator_labels.per as double) as per,
        indicator_labels.decimals,
        indicator_labels.counts = 'people'
        or coalesce(indicator_labels.out_of = 'people', false)
        or indicator_labels.parts is not null as is_rounded,
        small_numbers.indicator is not null
        or coalesce(cells.missing_reason = 'suppressed', false) as is_hidden,
        coalesce(known_to.last_day < cells.period_end, false) as is_unknown,
        case when not (is_hidden or is_unknown) then cells.numerator end as numerator,
        case when not (is_hidden or is_unknown) then cells.denominator end as denominator,
        case when not (is_hidden or is_unknown) then cells.value end as value,
        case
            when is_hidden then 'suppressed'
            when is_unknown then 'not_collected'
            else cells.missing_reason
        end as missing_reason
    from cells
    inner join areas on cells.area_code = areas.area_code
    inner join indicator_labels on cells.indicator = indicator_labels.indicator
    left join known_to on cells.indicator = known_to.indicator
    left join small_numbers
        on
            cells.indicator = small_numbers.indicator
            and cells.area_code = small_numbers.area_code
            and cells.period_end = small_numbers.period_end
),

measured as (
    select
        gated.*,
        case
            when gated.value is null or gated.is_complete then null
            when gated.kind = 'difference'
                then 100 * newcombe_lower(
                    differences.first_numerator, differences.first_denominator,
                    differences.second_numerator, differences.second_denominator
                )
            else interval_lower(
                gated.kind, gated.counts, gated.numerator, gated.denominator, gated.per
            )
        end as lower,
        case
            when gated.value is null or gated.is_complete then null
            when gated.kind = 'difference'
                then 100 * newcombe_upper(
                    differences.first_numerator, differences.first_denominator,
                    differences.second_numerator, differences.second_denominator
                )
            else interval_upper(
                gated.kind, gated.counts, gated.numerator, gated.denominator, gated.per
            )
        end as upper
    from gated
    left join differences
        on
            gated.indicator = differences.indicator
            and gated.area_code = differences.area_code
            and gated.period_end = differences.period_end
)

select
    indicator,
    area_code,
    area_type,
    period_end,
    period_status,
    numerator,
    denominator,
    case when is_rounded then as_displayed(value, decimals) else value end as value,
    case when is_rounded then as_displayed(lower, decimals) else lower end as lower,
    case when is_rounded then as_displayed(upper, decimals) else upper end as upper,
    missing_reason
from measured
order by indicator, area_code, period_end
