-- title: The rules that limit a level, and on what ground
-- params: framework

select *
from framework_limits
where framework = $framework
order by rule, theme
