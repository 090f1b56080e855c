-- title: Capacity to partner by theme, to be read next to outcomes
-- params: area_code, as_at, framework

select
    framework_themes.title,
    case
        when theme_levels.level_low is null then 'not assessed'
        when theme_levels.level is null then theme_levels.named
        else theme_levels.level || ' ' || lower(framework_levels.word)
    end as said
from framework_themes
left join theme_levels
    on
        framework_themes.framework = theme_levels.framework
        and framework_themes.theme = theme_levels.theme
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
where framework_themes.framework = $framework
order by framework_themes.position
