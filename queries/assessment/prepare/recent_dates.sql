-- title: The dates of which briefings are written and evidence is still needed
-- grain: one row for each of the last six dates, and the day of the ratings of 2009
-- note: Filling in the sentences of all dates would be most of a build, and what was still needed
--   earlier nobody can pay any more.

with latest as (
    select as_at
    from assessment_dates
    order by as_at desc
    limit 6
)

select as_at
from latest
union
select assessment_dates.as_at
from assessment_dates
inner join named_2009 on assessment_dates.as_at = named_2009.published_on
