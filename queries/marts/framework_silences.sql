-- title: What published evidence does not say of a theme
-- grain: one row for each framework and theme

select
    framework,
    theme,
    does_not_say
from stg_reference__framework_unpublished
