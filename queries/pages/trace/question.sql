-- title: The question and theme an indicator bears on, under the framework chosen
-- params: indicator, area_code, as_at, framework
-- note: One row; only the framework's own columns where the indicator bears on nothing in it.

select
    bearings_told.framework_title,
    bearings_told.question,
    bearings_told.theme,
    bearings_told.theme_title,
    case
        when not bearings_told.bears
            then 'It bears on no judgement of this framework: it is read beside them.'
        when not bearings_told.is_judged then 'It is read beside the level, and not judged.'
        when theme_levels.limited_by = $indicator then 'It holds the level of its theme.'
        else
            'It is one of ' || coalesce(theme_levels.evidence_possible, 0)
            || ' indicators from which the level comes.'
    end as part_played,
    bearings_told.rule,
    case
        when theme_levels.level is null then 'not assessed'
        when bearings_told.scale = 'named' then framework_levels.word
        else theme_levels.level || ' ' || framework_levels.word
    end as theme_level,
    theme_levels.why
from bearings_told
left join theme_levels
    on
        bearings_told.framework = theme_levels.framework
        and bearings_told.theme = theme_levels.theme
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
where bearings_told.framework = $framework and bearings_told.indicator = $indicator
