-- title: Outcomes, shown apart from capacity
-- params: area_code, as_at, framework
-- note: Those that bear on the framework, one row for each indicator and period; neighbours as the
--  quartiles of their values. The last period up to the date carries the figure and the direction.

with

outcomes as (
    select indicator_labels.*
    from indicator_labels
    inner join framework_bearings
        on indicator_labels.indicator = framework_bearings.indicator
    where
        indicator_labels.theme = 'outcomes'
        and framework_bearings.framework = $framework
),

own as (
    select
        figures.*,
        row_number() over (
            partition by figures.indicator
            order by figures.period_end desc
        ) = 1 as is_last
    from figures
    inner join outcomes
        on figures.indicator = outcomes.indicator
    where
        figures.area_code = $area_code
        and figures.period_end <= cast($as_at as date)
),

beside as (
    select
        figures.indicator,
        figures.period_end,
        quantile_cont(figures.value, 0.25) as lower,
        quantile_cont(figures.value, 0.75) as upper,
        count(figures.value) as areas
    from figures
    inner join neighbours
        on figures.area_code = neighbours.neighbour_code
    inner join outcomes
        on figures.indicator = outcomes.indicator
    where neighbours.area_code = $area_code
    group by figures.indicator, figures.period_end
)

select
    outcomes.indicator,
    outcomes.title,
    outcomes.kind,
    outcomes.unit,
    cast(outcomes.decimals as integer) as decimals,
    outcomes.polarity,
    own.period_end,
    case
        when own.period_end is null then ''
        else period_label(own.period_end, outcomes.period)
    end as period_text,
    own.value,
    own.missing_reason,
    own.period_status,
    coalesce(own.is_last, true) as is_last,
    beside.lower as beside_lower,
    beside.upper as beside_upper,
    beside.areas as beside_areas,
    directions.direction
from outcomes
left join own
    on outcomes.indicator = own.indicator
left join beside
    on
        own.indicator = beside.indicator
        and own.period_end = beside.period_end
left join directions
    on
        own.indicator = directions.indicator
        and own.area_code = directions.area_code
        and own.period_end = directions.period_end
        and own.is_last
order by outcomes.title, own.period_end
