-- title: What each figure of an authority is set beside: any group, or those before or after it
-- grain: one row for each indicator, authority, period and group
-- note: The groups of comparisons; and, of an authority that was reorganised, its predecessors with
--   their last figures before, or its successors with their first after: period_text then says of
--   which period they are. All are made of figures that may be seen. A bare count (kind count) is
--   compared with nothing. In the order in which a page asks.

with kin as (
    select
        successor_code as area_code,
        predecessor_code as kin_code,
        'predecessors' as comparison
    from area_changes
    union all
    select
        predecessor_code as area_code,
        successor_code as kin_code,
        'successors' as comparison
    from area_changes
),

nearest as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        kin.comparison,
        others.period_end as kin_end,
        sum(others.numerator order by others.numerator) as numerator,
        sum(others.denominator order by others.denominator) as denominator,
        median(others.value) as median,
        count(*) as areas
    from kin
    inner join figures as own on kin.area_code = own.area_code
    inner join figures as others
        on
            own.indicator = others.indicator
            and kin.kin_code = others.area_code
            and case kin.comparison
                when 'predecessors' then own.period_end > others.period_end
                else own.period_end < others.period_end
            end
    where others.value is not null
    group by own.indicator, own.area_code, own.period_end, kin.comparison, others.period_end
    qualify row_number() over (
        partition by own.indicator, own.area_code, own.period_end, kin.comparison
        order by abs(date_diff('day', others.period_end, own.period_end))
    ) = 1
),

together as (
    select
        indicator,
        area_code,
        period_end,
        comparison,
        value,
        lower,
        upper,
        median,
        areas,
        cast(null as varchar) as period_text
    from comparisons
    union all
    select
        nearest.indicator,
        nearest.area_code,
        nearest.period_end,
        nearest.comparison,
        rate(nearest.numerator, nearest.denominator, cast(indicator_labels.per as double))
            as value,
        if(
            indicator_labels.uncertainty = 'complete', null, interval_lower(
                indicator_labels.kind, indicator_labels.counts, nearest.numerator,
                nearest.denominator, cast(indicator_labels.per as double)
            )
        ) as lower,
        if(
            indicator_labels.uncertainty = 'complete', null, interval_upper(
                indicator_labels.kind, indicator_labels.counts, nearest.numerator,
                nearest.denominator, cast(indicator_labels.per as double)
            )
        ) as upper,
        nearest.median,
        nearest.areas,
        period_label(nearest.kin_end, indicator_labels.period) as period_text
    from nearest
    inner join indicator_labels
        on nearest.indicator = indicator_labels.indicator and indicator_labels.kind <> 'count'
)

select *
from together
order by area_code, comparison, indicator, period_end
