-- title: Dates at which an authority can be looked at
-- note: The latest comes first and is what a page opens on.

select
    cast(as_at as text) as code,
    label
from assessment_dates
order by as_at desc
