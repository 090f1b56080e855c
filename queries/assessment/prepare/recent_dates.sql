-- title: The dates of which briefings are written and evidence is still needed
-- grain: one row for each of the last six dates of an assessment
-- note: Filling in the sentences of all dates would be most of a build, and what was still needed
--   earlier nobody can pay any more.

select as_at
from assessment_dates
order by as_at desc
limit 6
