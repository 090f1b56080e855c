-- title: What belongs to what, with which weight, and where its levels begin, in words
-- grain: one row for each framework and indicator that belongs to it
-- note: bears_on is a theme by its title, or the question alone. span says how far to either side
--   the thresholds are tried. In the order in which a page asks.

with points as (
    select
        framework_cut_points.framework,
        framework_cut_points.indicator,
        string_agg(
            replace(rungs.called, 'level ', '') || case
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
    inner join rungs
        on
            framework_cut_points.framework = rungs.framework
            and framework_cut_points.level = rungs.level
    group by framework_cut_points.framework, framework_cut_points.indicator
)

select
    framework_bearings.framework,
    framework_bearings.indicator,
    framework_bearings.theme,
    framework_themes.position,
    indicator_labels.title,
    framework_questions.title as question,
    framework_themes.title as theme_title,
    coalesce(framework_themes.title, 'Question only: ' || framework_questions.title) as bears_on,
    framework_bearings.weight,
    framework_bearings.max_age_years,
    'Weight ' || shown(framework_bearings.weight, 1) || '; a figure counts for '
    || framework_bearings.max_age_years
    || case framework_bearings.max_age_years when 1 then ' year' else ' years' end as rule,
    points.indicator is not null as is_judged,
    coalesce(points.begins, 'shown, not judged') as begins,
    points.span,
    points.basis
from framework_bearings
inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
left join points
    on
        framework_bearings.framework = points.framework
        and framework_bearings.indicator = points.indicator
left join framework_themes
    on
        framework_bearings.framework = framework_themes.framework
        and framework_bearings.theme = framework_themes.theme
left join framework_questions
    on
        framework_bearings.framework = framework_questions.framework
        and framework_bearings.question = framework_questions.question
order by
    framework_bearings.framework, framework_themes.position nulls last, indicator_labels.title
