-- title: The rules that made a theme's level, and whose they are
-- params: framework, theme

select
    title,
    basis
from level_rules
where framework = $framework and theme = $theme
order by position, rule
