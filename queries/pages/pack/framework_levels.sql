-- title: The levels of the framework
-- params: framework

select *
from framework_levels
where framework = $framework
order by level
