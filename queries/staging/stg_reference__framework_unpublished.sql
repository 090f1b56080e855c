-- title: What published evidence does not say of a theme
-- grain: one row for each framework and theme
-- source: reference

select
    framework,
    theme,
    does_not_say
from source_reference__framework_unpublished
