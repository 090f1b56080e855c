-- title: The ratings of the whole, where the framework gives one
-- params: framework

select *
from framework_ratings
where framework = $framework
order by rating
