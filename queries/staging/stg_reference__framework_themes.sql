-- title: Themes that a framework judges
-- grain: one row for each theme of a framework
-- source: reference

select
    framework,
    theme,
    position,
    title,
    description,
    minimum_evidence
from source_reference__framework_themes
