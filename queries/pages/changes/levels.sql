-- title: Levels that changed at a date, of all authorities
-- params: framework, as_at

select
    theme_levels_changes.area_code,
    areas.name,
    theme_levels_changes.theme,
    framework_themes.title,
    coalesce(before.judgement, 'not assessed') as was,
    coalesce(after.judgement, 'not assessed') as now
from theme_levels_changes
inner join areas on theme_levels_changes.area_code = areas.area_code
left join framework_themes
    on
        theme_levels_changes.framework = framework_themes.framework
        and theme_levels_changes.theme = framework_themes.theme
left join rungs as before
    on theme_levels_changes.framework = before.framework and theme_levels_changes.was = before.level
left join rungs as after
    on theme_levels_changes.framework = after.framework and theme_levels_changes.now = after.level
where theme_levels_changes.framework = $framework and theme_levels_changes.as_at = $as_at
order by areas.name, framework_themes.position
