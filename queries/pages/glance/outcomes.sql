-- title: Outcomes, shown apart from capacity
-- params: area_code, as_at, framework
-- note: Those that belong to the framework, one row for each indicator and period; neighbours as
--   the
--  quartiles of their values. The last period up to the date carries the figure and the direction.

with

outcomes as (
    select
        indicator_labels.indicator,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.period,
        cast(indicator_labels.decimals as integer) as decimals
    from indicator_labels
    inner join framework_bearings
        on indicator_labels.indicator = framework_bearings.indicator
    where
        indicator_labels.theme = 'outcomes'
        and framework_bearings.framework = $framework
),

own as (
    select
        indicator,
        area_code,
        period_end,
        value,
        missing_reason,
        row_number() over (
            partition by indicator
            order by period_end desc
        ) = 1 as is_last
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
)

select
    outcomes.indicator,
    outcomes.title,
    outcomes.kind,
    outcomes.unit,
    outcomes.decimals,
    case
        when own.period_end is null then ''
        else period_label(own.period_end, outcomes.period)
    end as period_text,
    own.value,
    own.missing_reason,
    coalesce(own.is_last, true) as is_last,
    beside.lower_quartile as beside_lower,
    beside.upper_quartile as beside_upper,
    directions.direction
from outcomes
left join own
    on outcomes.indicator = own.indicator
left join comparisons as beside
    on
        own.indicator = beside.indicator
        and own.area_code = beside.area_code
        and own.period_end = beside.period_end
        and beside.comparison = 'neighbours'
left join directions
    on
        own.indicator = directions.indicator
        and own.area_code = directions.area_code
        and own.period_end = directions.period_end
        and own.is_last
order by outcomes.title, own.period_end
