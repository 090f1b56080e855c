-- title: The framework
-- params: framework

select *
from frameworks
where framework = $framework
order by framework
