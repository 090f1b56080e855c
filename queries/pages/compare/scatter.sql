-- title: Two indicators of every authority, and how far they go together
-- params: indicator, against, area_code, as_at
-- note: Of each indicator the authority's last period up to the date. r is the coefficient of
--   correlation over authorities, with its 95 % interval. headline says the same on every row.

with

x_label as (
    select *
    from indicator_labels
    where indicator = $indicator
),

y_label as (
    select *
    from indicator_labels
    where indicator = $against
),

periods as (
    select
        indicator,
        max(period_end) as period_end
    from figures
    where
        indicator in ($indicator, $against)
        and area_code = $area_code
        and period_end <= cast($as_at as date)
    group by indicator
),

across as (
    select
        figures.area_code,
        figures.value,
        figures.period_end
    from figures
    inner join periods
        on figures.indicator = periods.indicator and figures.period_end = periods.period_end
    inner join x_label on figures.indicator = x_label.indicator
    where
        figures.area_type = 'authority'
        and figures.value is not null
),

upwards as (
    select
        figures.area_code,
        figures.value,
        figures.period_end
    from figures
    inner join periods
        on figures.indicator = periods.indicator and figures.period_end = periods.period_end
    inner join y_label on figures.indicator = y_label.indicator
    where
        figures.area_type = 'authority'
        and figures.value is not null
),

drawn as (
    select
        areas.area_code,
        areas.name,
        across.value as x,
        upwards.value as y,
        across.period_end as x_end,
        upwards.period_end as y_end,
        case
            when areas.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            else 'other'
        end as place
    from across
    inner join upwards on across.area_code = upwards.area_code
    inner join areas on across.area_code = areas.area_code
    left join neighbours
        on
            areas.area_code = neighbours.neighbour_code
            and neighbours.area_code = $area_code
),

related as (
    select
        count(*) as areas,
        corr(x, y) as r,
        correlation_lower(corr(x, y), count(*)) as r_lower,
        correlation_upper(corr(x, y), count(*)) as r_upper
    from drawn
)

select
    drawn.*,
    x_label.title as x_title,
    x_label.unit as x_unit,
    x_label.kind as x_kind,
    cast(x_label.decimals as integer) as x_decimals,
    period_label(drawn.x_end, x_label.period) as x_period,
    y_label.title as y_title,
    y_label.unit as y_unit,
    y_label.kind as y_kind,
    cast(y_label.decimals as integer) as y_decimals,
    period_label(drawn.y_end, y_label.period) as y_period,
    related.areas,
    case
        when related.r_lower is null then 'Too few authorities to say whether these go together'
        when related.r_lower > 0
            then 'Where “' || x_label.title || '” is higher, “' || y_label.title || '” is too'
        when related.r_upper < 0
            then
                'Where “' || x_label.title || '” is higher, “' || y_label.title
                || '” is lower'
        else 'These two do not go together by more than chance'
    end as headline,
    replace(
        'r ' || coalesce(shown(related.r, 2), 'not to be had')
        || coalesce(
            ' (95% interval ' || shown(related.r_lower, 2) || ' to ' || shown(related.r_upper, 2)
            || ')', ''
        ), '-', '−'
    ) || ', ' || related.areas || ' authorities, neighbours larger' as below
from drawn
cross join related
cross join x_label
cross join y_label
order by drawn.name
