-- title: What ends within twelve months of the date
-- params: partnership, as_at

select
    what,
    ends_on,
    which,
    days
from partnership_ends
where partnership_id = $partnership and as_at = cast($as_at as date)
order by ends_on, what
