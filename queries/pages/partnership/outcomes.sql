-- title: Outcomes of a partnership's members over time
-- params: partnership, as_at
-- note: The band is of all schools of the members' phases in the authority that keeps the record.

select
    * exclude (partnership_id, next_end),
    cast(null as text) as missing_reason,
    coalesce(next_end > cast($as_at as date), true) as is_last,
    'A member whose own figure would be hidden is left out. Who partners is not who would have '
    || 'done the same without: better placed schools partner less (National Audit Office, 2009), '
    || 'so a difference is no effect of the partnership.' as caution
from partnership_results
where partnership_id = $partnership and period_end <= cast($as_at as date)
order by title, period_end
