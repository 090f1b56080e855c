-- title: Capacity to partner, theme by theme
-- params: area_code, as_at, framework
-- note: As assessment/judge/theme_summaries.sql.

select
    theme_summaries.theme as id,
    theme_summaries.title,
    framework_themes.description,
    theme_summaries.assessed,
    theme_summaries.level,
    theme_summaries.level_low,
    theme_summaries.level_high,
    theme_summaries.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    theme_summaries.top,
    theme_summaries.before,
    theme_summaries.beside,
    theme_summaries.beside_areas,
    theme_summaries.used,
    theme_summaries.possible,
    theme_summaries.why
from theme_summaries
inner join framework_themes
    on
        theme_summaries.framework = framework_themes.framework
        and theme_summaries.theme = framework_themes.theme
where
    theme_summaries.framework = $framework
    and theme_summaries.area_code = $area_code
    and theme_summaries.as_at = cast($as_at as date)
order by theme_summaries.position
