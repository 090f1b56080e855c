-- title: Where a series begins again, and why
-- params: as_at

select
    indicator,
    broken_on,
    cuts,
    why
from series_breaks
where broken_on <= cast($as_at as date)
order by indicator, broken_on
