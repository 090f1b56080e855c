-- title: What of one indicator can be moved: its figure, its weight, where its levels begin
-- params: area_code, as_at, framework, indicator

with rungs as (
    select
        framework_levels.level,
        level_said(frameworks.scale, framework_levels.level, framework_levels.word) as said
    from framework_levels
    inner join frameworks on framework_levels.framework = frameworks.framework
    where framework_levels.framework = $framework
),

fields as (
    select
        'figure:' || outcome_tests.indicator as change,
        'Figure, ' || indicator_labels.unit as label,
        outcome_tests.value as today,
        0 as place,
        indicator_labels.kind = 'percentage' as is_share
    from outcome_tests
    inner join indicator_labels on outcome_tests.indicator = indicator_labels.indicator
    where
        outcome_tests.framework = $framework
        and outcome_tests.area_code = $area_code
        and outcome_tests.as_at = cast($as_at as date)
        and outcome_tests.indicator = $indicator
    union all
    select
        unnest(['figure:' || evidence.indicator, 'weight:' || evidence.indicator]) as change,
        unnest(['Figure, ' || indicator_labels.unit, 'Weight']) as label,
        unnest([
            case when evidence.status = 'used' then evidence.value end, evidence.weight
        ]) as today,
        unnest([0, 1]) as place,
        unnest([indicator_labels.kind = 'percentage', false]) as is_share
    from evidence
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    where
        evidence.framework = $framework
        and evidence.area_code = $area_code
        and evidence.as_at = cast($as_at as date)
        and evidence.indicator = $indicator
    union all
    select
        'cut_point:' || framework_cut_points.indicator || ':' || framework_cut_points.level
            as change,
        upper(rungs.said[1]) || rungs.said[2:] || ' from' as label,
        framework_cut_points.from_value as today,
        framework_cut_points.level + 1 as place,
        false as is_share
    from framework_cut_points
    inner join rungs on framework_cut_points.level = rungs.level
    where
        framework_cut_points.framework = $framework
        and framework_cut_points.indicator = $indicator
)

select
    change,
    label,
    round(today, 2) as today,
    case when is_share then 100.0 end as highest
from fields
qualify row_number() over (partition by change order by place) = 1
order by place
