-- title: Problems that partnerships raised with the authority
-- grain: one row for each problem
-- source: problems
-- note: An empty resolution date means open.

select
    problem_id,
    partnership_id,
    problem,
    raised_on,
    agreed_days,
    resolved_on,
    source_line
from source_problems__register
