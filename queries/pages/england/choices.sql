-- title: What published data tells of partnership and money in every authority
-- params: as_at
-- note: Indicators of the schools register, the grant and the balances of schools, with a figure
--  for some authority up to the date.

select
    indicator_labels.indicator as code,
    indicator_labels.title as label
from indicator_labels
where
    indicator_labels.theme <> 'outcomes'
    and indicator_labels.status <> 'retired'
    and len(list_intersect(
        regexp_split_to_array(indicator_labels.source, '[,;]\s*'),
        ['schools_register', 'dedicated_schools_grant', 'maintained_school_balances']
    )) > 0
    and indicator_labels.indicator in (
        select figures.indicator
        from figures
        where figures.value is not null and figures.period_end <= cast($as_at as date)
    )
order by indicator_labels.theme desc, indicator_labels.title asc
