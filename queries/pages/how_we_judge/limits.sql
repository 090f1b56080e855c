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
    case frameworks.scale
        when 'named' then 'an outcome is called ' || framework_levels.word
        else 'level ' || framework_levels.level || ' is called ' || framework_levels.word
    end as rule,
    case when frameworks.scale <> 'named' then framework_levels.level end as value,
    framework_levels.meaning as basis
from framework_levels
inner join frameworks on framework_levels.framework = frameworks.framework
where framework_levels.framework = $framework
order by rule
