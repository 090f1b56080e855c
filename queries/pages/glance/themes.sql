-- title: Capacity to partner, theme by theme
-- params: area_code, as_at, framework
-- note: As assessment/theme_standings.sql.

select
    theme_standings.theme as id,
    theme_standings.title,
    framework_themes.description,
    theme_standings.assessed,
    theme_standings.level,
    theme_standings.level_low,
    theme_standings.level_high,
    theme_standings.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    theme_standings.top,
    theme_standings.before,
    theme_standings.beside,
    theme_standings.beside_areas,
    theme_standings.used,
    theme_standings.possible,
    theme_standings.why
from theme_standings
inner join framework_themes
    on
        theme_standings.framework = framework_themes.framework
        and theme_standings.theme = framework_themes.theme
where
    theme_standings.framework = $framework
    and theme_standings.area_code = $area_code
    and theme_standings.as_at = cast($as_at as date)
order by theme_standings.position
