-- title: The levels of the framework, lowest first
-- params: framework

select
    framework_levels.level,
    lower(framework_levels.word) as word,
    case frameworks.scale
        when 'named' then lower(framework_levels.word)
        else framework_levels.level || ' ' || lower(framework_levels.word)
    end as told,
    framework_levels.meaning
from framework_levels
inner join frameworks on framework_levels.framework = frameworks.framework
where framework_levels.framework = $framework
order by framework_levels.level
