-- title: The indicators that can be moved: those judged, and the outcomes of flags
-- params: area_code, as_at, framework

select
    evidence.indicator as code,
    framework_themes.title || ': ' || indicator_labels.title as label,
    framework_themes.position
from evidence
inner join ladders
    on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
inner join framework_themes
    on evidence.framework = framework_themes.framework and evidence.theme = framework_themes.theme
inner join indicator_labels on evidence.indicator = indicator_labels.indicator
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
union all
select
    outcome_tests.indicator as code,
    'Outcome: ' || outcome_tests.title as label,
    1000 as position
from outcome_tests
where
    outcome_tests.framework = $framework
    and outcome_tests.area_code = $area_code
    and outcome_tests.as_at = cast($as_at as date)
    and outcome_tests.indicator not in (
        select ladders.indicator from ladders
        where ladders.framework = $framework
    )
order by position, label
