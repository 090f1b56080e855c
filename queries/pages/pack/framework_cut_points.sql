-- title: Where each level begins, and on what ground
-- params: framework

select *
from framework_cut_points
where framework = $framework
order by indicator, level
