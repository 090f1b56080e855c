-- title: The question and theme an indicator belongs to, under the framework chosen
-- params: indicator, area_code, as_at, framework
-- note: One row; only the framework's own columns where it has no place for the indicator.

select
    frameworks.title as framework_title,
    theme_indicators.question,
    theme_indicators.theme,
    theme_indicators.theme_title,
    case
        when theme_indicators.indicator is null
            then 'Not counted in this framework’s levels: read it with them.'
        when not theme_indicators.is_judged then 'Read with the level, not counted in it.'
        when theme_levels.limited_by = $indicator then 'This indicator limits the theme’s level.'
        else
            'One of ' || coalesce(theme_levels.evidence_possible, 0)
            || ' indicators from which the level comes.'
    end as part_played,
    theme_indicators.rule,
    coalesce(rungs.judgement, 'not assessed') as theme_level,
    theme_levels.why
from frameworks
left join theme_indicators
    on
        frameworks.framework = theme_indicators.framework
        and theme_indicators.indicator = $indicator
left join theme_levels
    on
        theme_indicators.framework = theme_levels.framework
        and theme_indicators.theme = theme_levels.theme
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
left join rungs
    on theme_levels.framework = rungs.framework and theme_levels.level = rungs.level
where frameworks.framework = $framework
