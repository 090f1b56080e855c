-- title: The question and theme an indicator bears on, under the framework chosen
-- params: indicator, area_code, as_at, framework
-- note: One row; only the framework's own columns where the indicator bears on nothing in it.

select
    frameworks.title as framework_title,
    framework_questions.title as question,
    framework_themes.theme,
    framework_themes.title as theme_title,
    case
        when framework_bearings.indicator is null
            then 'It bears on no judgement of this framework: it is read beside them.'
        when ladders.indicator is null then 'It is read beside the level, and not judged.'
        when theme_levels.limited_by = $indicator then 'It holds the level of its theme.'
        else
            'It is one of ' || coalesce(theme_levels.evidence_possible, 0)
            || ' indicators from which the level comes.'
    end as part_played,
    'Weight ' || shown(framework_bearings.weight, 1) || '; a figure counts for '
    || framework_bearings.max_age_years
    || case framework_bearings.max_age_years when 1 then ' year' else ' years' end as rule,
    case
        when theme_levels.level is null then 'not assessed'
        when frameworks.scale = 'named' then framework_levels.word
        else theme_levels.level || ' ' || framework_levels.word
    end as theme_level,
    theme_levels.why
from frameworks
left join framework_bearings
    on
        frameworks.framework = framework_bearings.framework
        and framework_bearings.indicator = $indicator
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
left join theme_levels
    on
        framework_bearings.framework = theme_levels.framework
        and framework_bearings.theme = theme_levels.theme
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
where frameworks.framework = $framework
