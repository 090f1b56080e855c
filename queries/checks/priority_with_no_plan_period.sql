-- title: A priority has a plan that ends after it starts
-- severity: warning
-- fix: Give plan_start and plan_end in the register of priorities
-- note: A priority outside every plan is counted in no year
-- about: priorities

select
    area_code,
    priority_id,
    title,
    plan_start,
    plan_end
from priorities
where plan_start is null or plan_end is null or plan_end < plan_start
