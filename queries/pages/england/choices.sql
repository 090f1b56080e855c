-- title: What published data says of partnership and money in every authority
-- params: as_at
-- note: Indicators of the schools register, the grant and the balances of schools, with a figure
--  for some authority up to the date.

select
    indicator as code,
    title as label
from listed_indicators
where
    theme <> 'outcomes'
    and status <> 'retired'
    and list_has_any(
        sources, ['schools_register', 'dedicated_schools_grant', 'maintained_school_balances']
    )
    and known_from <= cast($as_at as date)
order by theme desc, title asc
