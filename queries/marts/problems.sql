-- title: Problems raised
-- grain: one row for each problem

select
    problem_id,
    partnership_id,
    problem,
    raised_on,
    agreed_days,
    resolved_on
from stg_problems__register
