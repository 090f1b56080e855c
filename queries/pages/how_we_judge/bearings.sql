-- title: What bears on what, with which weight, and where its levels begin
-- params: framework

with points as (
    select
        framework_cut_points.indicator,
        string_agg(
            replace(
                level_said(
                    frameworks.scale, framework_cut_points.level, framework_levels.word
                ), 'level ', ''
            ) || case
                when indicator_labels.polarity = 'lower_is_better' then ' to ' else ' from '
            end || figure_text(
                framework_cut_points.from_value, indicator_labels.kind,
                cast(indicator_labels.decimals as integer)
            ), ', ' order by framework_cut_points.level
        ) as begins,
        'within ±' || max(framework_cut_points.range) as span,
        any_value(framework_cut_points.basis) as basis
    from framework_cut_points
    inner join indicator_labels on framework_cut_points.indicator = indicator_labels.indicator
    inner join frameworks on framework_cut_points.framework = frameworks.framework
    inner join framework_levels
        on
            framework_cut_points.framework = framework_levels.framework
            and framework_cut_points.level = framework_levels.level
    where framework_cut_points.framework = $framework
    group by framework_cut_points.indicator
)

select
    framework_bearings.indicator,
    indicator_labels.title,
    coalesce(
        framework_themes.title, 'Question only: ' || framework_questions.title
    ) as theme,
    framework_bearings.weight,
    framework_bearings.max_age_years,
    coalesce(points.begins, 'shown, not judged') as begins,
    points.span,
    points.basis
from framework_bearings
inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
left join points on framework_bearings.indicator = points.indicator
left join framework_themes
    on
        framework_bearings.framework = framework_themes.framework
        and framework_bearings.theme = framework_themes.theme
left join framework_questions
    on
        framework_bearings.framework = framework_questions.framework
        and framework_bearings.question = framework_questions.question
where framework_bearings.framework = $framework
order by framework_themes.position nulls last, indicator_labels.title
