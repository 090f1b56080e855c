-- title: What each indicator is for under each framework, in words
-- grain: one row for each framework and indicator
-- note: Only the framework's own columns where the indicator bears on nothing in it. is_judged
--   tells those whose figures have a level of their own.

select
    frameworks.framework,
    indicator_labels.indicator,
    frameworks.title as framework_title,
    frameworks.scale,
    framework_questions.title as question,
    framework_themes.theme,
    framework_themes.title as theme_title,
    framework_bearings.indicator is not null as bears,
    ladders.indicator is not null as is_judged,
    'Weight ' || shown(framework_bearings.weight, 1) || '; a figure counts for '
    || framework_bearings.max_age_years
    || case framework_bearings.max_age_years when 1 then ' year' else ' years' end as rule
from frameworks
cross join indicator_labels
left join framework_bearings
    on
        frameworks.framework = framework_bearings.framework
        and indicator_labels.indicator = framework_bearings.indicator
left join ladders
    on
        framework_bearings.framework = ladders.framework
        and framework_bearings.indicator = ladders.indicator
left join framework_questions
    on
        framework_bearings.framework = framework_questions.framework
        and framework_bearings.question = framework_questions.question
left join framework_themes
    on
        framework_bearings.framework = framework_themes.framework
        and framework_bearings.theme = framework_themes.theme
order by frameworks.framework, indicator_labels.indicator
