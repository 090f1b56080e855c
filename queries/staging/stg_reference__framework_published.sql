-- title: Published evidence that touches a theme
-- grain: one row for each framework, theme and piece of evidence
-- source: reference

select
    framework,
    theme,
    position,
    badge,
    evidence
from source_reference__framework_published
