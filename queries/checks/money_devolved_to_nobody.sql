-- title: Money that is devolved goes to a partnership
-- severity: warning
-- fix: Give partnership_id in funding, or choose the route delegated or retained
-- note: It counts as devolved, and no partnership has it
-- about: funding

select
    area_code,
    line_id,
    period_start,
    stream,
    purpose,
    budget
from funding
where route = 'devolved' and partnership_id is null
