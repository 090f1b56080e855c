-- title: Recent evidence of what others can learn, by theme
-- grain: one row for each framework with green flags, date, authority, theme and evidence item
-- note: As recent as the framework's rule green_evidence_years asks. teaches: the authority claims
--   that others could learn from it, and the document can be read. is_exceptional: the theme's
--   level is named with confidence and is from_level or above. A green needs both.

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
    evidence_items.link,
    coalesce(theme_levels.level >= rules.from_level, false) as is_exceptional,
    coalesce(evidence_items.practice = 'innovative', false) and evidence_items.link is not null
        as teaches
from theme_levels
inner join rules on theme_levels.framework = rules.framework and rules.from_level is not null
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
