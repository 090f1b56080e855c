-- title: Each problem is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number here
-- note: A problem of nobody counts in no authority's figures
-- about: problems

select
    problems.problem_id,
    problems.partnership_id
from problems
left join partnerships on problems.partnership_id = partnerships.partnership_id
where problems.partnership_id is not null and partnerships.partnership_id is null
