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
    select placed_figures.*
    from placed_figures
    inner join periods
        on
            placed_figures.indicator = periods.indicator
            and placed_figures.period_end = periods.period_end
    where placed_figures.indicator = $indicator and placed_figures.value is not null
),

upwards as (
    select placed_figures.*
    from placed_figures
    inner join periods
        on
            placed_figures.indicator = periods.indicator
            and placed_figures.period_end = periods.period_end
    where
        placed_figures.indicator = $against  -- noqa: RF02
        and placed_figures.value is not null
),

drawn as (
    select
        across.area_code,
        across.name,
        across.value as x,
        upwards.value as y,
        across.period_text as x_period,
        upwards.period_text as y_period,
        case
            when across.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            else 'other'
        end as place
    from across
    inner join upwards on across.area_code = upwards.area_code
    left join neighbours
        on
            across.area_code = neighbours.neighbour_code
            and neighbours.area_code = $area_code
),

-- Rounded, for r of an indicator with itself is 1 in whatever order it is summed.
related as (
    select
        count(*) as areas,
        round(corr(x, y), 12) as r,
        correlation_lower(round(corr(x, y), 12), count(*)) as r_lower,
        correlation_upper(round(corr(x, y), 12), count(*)) as r_upper
    from drawn
)

select
    drawn.*,
    x_label.title as x_title,
    x_label.unit as x_unit,
    x_label.kind as x_kind,
    cast(x_label.decimals as integer) as x_decimals,
    y_label.title as y_title,
    y_label.unit as y_unit,
    y_label.kind as y_kind,
    cast(y_label.decimals as integer) as y_decimals,
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
