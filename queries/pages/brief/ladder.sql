-- title: The levels of the framework, lowest first
-- params: framework

select
    level,
    lower(word) as word,
    meaning
from framework_levels
where framework = $framework
order by level
