-- title: No more is devolved than was budgeted
-- severity: warning
-- fix: Correct budget or outturn in funding; raise the budget if more was devolved indeed
-- note: More passed on than there was makes the devolved share too high
-- about: funding

select
    area_code,
    period_start,
    partnership_id,
    stream,
    sum(budget) as budget,
    sum(outturn) as outturn
from funding
where route = 'devolved'
group by area_code, period_start, partnership_id, stream
having sum(outturn) > sum(budget)
