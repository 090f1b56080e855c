-- title: Rules that limit a framework's levels, and the words of its levels
-- params: framework

select
    coalesce(framework_themes.title, 'every theme') as theme,
    replace(framework_limits.rule, '_', ' ') as rule,
    framework_limits.value,
    framework_limits.basis
from framework_limits
left join framework_themes
    on
        framework_limits.framework = framework_themes.framework
        and framework_limits.theme = framework_themes.theme
where framework_limits.framework = $framework
union all
select
    'every theme' as theme,
    'level ' || level || ' is called ' || word as rule,
    level as value,
    meaning as basis
from framework_levels
where framework = $framework
order by rule
