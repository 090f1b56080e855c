-- title: Which indicator belongs to which theme and question, and with what weight
-- params: framework

select *
from framework_bearings
where framework = $framework
order by indicator
