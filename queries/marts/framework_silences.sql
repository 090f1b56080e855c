-- title: What published evidence does not say of a theme
-- grain: one row for each framework and theme
-- note: has_evidence: something that is published touches the theme, whether or not it is loaded.

select
    unpublished.framework,
    unpublished.theme,
    unpublished.does_not_say,
    exists (
        from stg_reference__framework_published as published
        where
            published.framework = unpublished.framework
            and published.theme = unpublished.theme
    ) as has_evidence
from stg_reference__framework_unpublished as unpublished
