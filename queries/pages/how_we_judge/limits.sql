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
    if(is_named, 'an outcome', 'level ' || level) || ' is called ' || word as rule,
    if(is_named, null, level) as value,
    meaning as basis
from rungs
where framework = $framework
order by rule
