-- title: A problem is resolved after it is raised
-- severity: warning
-- fix: Correct the dates in problems
-- note: The days to resolve it are less than none, and the median is too low
-- about: problems

select
    partnerships.area_code,
    problems.problem_id,
    problems.partnership_id,
    problems.raised_on,
    problems.resolved_on
from problems
left join partnerships on problems.partnership_id = partnerships.partnership_id
where problems.resolved_on < problems.raised_on
