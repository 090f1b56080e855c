-- title: The rules that made a theme's level, and whose they are
-- params: framework, theme
-- note: The rule of the theme itself comes before that of every theme.

select
    'minimum_evidence' as rule,
    cast(minimum_evidence as double) as value,
    'How many indicators must be known; with fewer the theme is not assessed' as basis,
    0 as position
from framework_themes
where framework = $framework and theme = $theme
union all
select
    rule,
    value,
    basis,
    row_number() over (order by rule) as position
from framework_limits
where framework = $framework and (theme is null or theme = $theme)
qualify row_number() over (partition by rule order by theme nulls last) = 1
order by position
