-- title: Figures that may be seen
-- grain: one row for each indicator, area and period
-- note: The gate. Everything a reader sees comes through here, never from the indicators. Where
--   people are counted, 1 to 5 of them (or all but 1 to 5) are hidden; where that leaves one hidden
--   authority in a region, the next smallest is hidden too, or the region's total would tell.

with labelled as (
    select
        indicator_values.*,
        areas.area_type,
        areas.region_code,
        indicator_labels.kind,
        indicator_labels.counts,
        cast(indicator_labels.per as double) as per,
        coalesce(
            indicator_labels.counts = 'people'
            and indicator_values.missing_reason is null
            and (
                indicator_values.numerator between 1 and 5
                or indicator_labels.kind = 'percentage'
                and indicator_values.denominator - indicator_values.numerator between 1 and 5
            ), false
        ) as is_small
    from indicator_values
    inner join areas on indicator_values.area_code = areas.area_code
    inner join indicator_labels on indicator_values.indicator = indicator_labels.indicator
),

in_regions as (
    select
        *,
        count(*) filter (where is_small or missing_reason = 'suppressed') over region as hidden,
        bool_or(is_small) over region as region_has_small,
        row_number() over (
            partition by indicator, period_end, area_type, region_code
            order by is_small or missing_reason is not null, numerator nulls last, area_code
        ) as place
    from labelled
    window region as (partition by indicator, period_end, area_type, region_code)
),

gated as (
    select
        *,
        is_small or (
            area_type = 'authority'
            and region_has_small
            and hidden = 1
            and missing_reason is null
            and numerator is not null
            and place = 1
        ) as is_hidden
    from in_regions
)

select
    indicator,
    area_code,
    area_type,
    period_end,
    period_status,
    case when not is_hidden then numerator end as numerator,
    denominator,
    case when not is_hidden then value end as value,
    case when not is_hidden then interval_lower(kind, counts, numerator, denominator, per) end
        as lower,
    case when not is_hidden then interval_upper(kind, counts, numerator, denominator, per) end
        as upper,
    case when is_hidden then 'suppressed' else missing_reason end as missing_reason
from gated
order by indicator, area_code, period_end
