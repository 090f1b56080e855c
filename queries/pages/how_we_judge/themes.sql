-- title: Themes of a framework, the evidence each asks for, and how many could be assessed
-- params: framework

with assessed as (
    select
        theme,
        count(*) filter (where assessed) as judged,
        count(*) as areas
    from theme_levels
    where
        framework = $framework
        and as_at = (select max(assessment_dates.as_at) from assessment_dates)
    group by theme
)

select
    framework_themes.title,
    framework_themes.description,
    framework_themes.minimum_evidence,
    coalesce(assessed.judged, 0) || ' of ' || coalesce(assessed.areas, 0) as assessed
from framework_themes
left join assessed on framework_themes.theme = assessed.theme
where framework_themes.framework = $framework
order by framework_themes.position
