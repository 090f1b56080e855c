-- title: Recent evidence that could earn a theme its green
-- grain: one row for each framework with green flags, date, authority, theme and evidence item
-- note: As recent as the framework's rule green_evidence_years asks. It is proof of a theme at
--   from_level or above (exceptional), or of a practice registered as innovative: the authority's
--   own claim, proved or not by the document.

with rules as (
    select
        framework,
        max(value) filter (where rule = 'green_from_level') as from_level,
        cast(max(value) filter (where rule = 'green_evidence_years') as integer) as years
    from framework_limits
    group by framework
)

select
    theme_levels.framework,
    theme_levels.as_at,
    theme_levels.area_code,
    theme_levels.theme,
    framework_themes.title,
    theme_levels.level,
    rules.from_level,
    evidence_items.shows,
    evidence_items.dated_on,
    coalesce(theme_levels.level >= rules.from_level, false) as is_exceptional,
    coalesce(evidence_items.practice = 'innovative', false) as is_innovative
from theme_levels
inner join rules on theme_levels.framework = rules.framework
inner join framework_themes
    on
        theme_levels.framework = framework_themes.framework
        and theme_levels.theme = framework_themes.theme
inner join evidence_items
    on
        theme_levels.area_code = evidence_items.area_code
        and theme_levels.theme = evidence_items.theme
        and theme_levels.as_at >= evidence_items.dated_on
        and evidence_items.dated_on > theme_levels.as_at - to_years(rules.years)
order by
    theme_levels.framework, theme_levels.area_code, theme_levels.as_at, theme_levels.theme,
    evidence_items.dated_on, evidence_items.shows
