-- title: What of one indicator can be moved: its figure, its weight, where its levels begin
-- params: area_code, as_at, framework, indicator

with fields as (
    select
        'figure:' || indicator as change,
        'Figure, ' || unit as label,
        value as today,
        0 as place,
        case when kind = 'percentage' then 100.0 end as highest
    from scenario_inputs
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and indicator = $indicator
    union all by name
    select
        'weight:' || indicator as change,
        'Weight' as label,
        weight as today,
        1 as place
    from scenario_inputs
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and indicator = $indicator
        and weight is not null
    union all by name
    select
        'cut_point:' || framework_cut_points.indicator || ':' || framework_cut_points.level
            as change,
        upper(rungs.called[1]) || rungs.called[2:] || ' from' as label,
        framework_cut_points.from_value as today,
        framework_cut_points.level + 1 as place
    from framework_cut_points
    inner join rungs
        on
            framework_cut_points.framework = rungs.framework
            and framework_cut_points.level = rungs.level
    where
        framework_cut_points.framework = $framework
        and framework_cut_points.indicator = $indicator
)

select
    change,
    label,
    round(today, 2) as today,
    highest
from fields
order by place
