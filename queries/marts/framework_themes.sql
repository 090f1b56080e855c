-- title: Themes that a framework judges
-- grain: one row for each theme of a framework

select
    framework,
    theme,
    position,
    title,
    description,
    minimum_evidence
from stg_reference__framework_themes
