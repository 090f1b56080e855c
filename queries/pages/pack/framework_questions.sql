-- title: The questions the framework asks
-- params: framework

select *
from framework_questions
where framework = $framework
order by position
