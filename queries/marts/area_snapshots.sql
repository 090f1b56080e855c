-- title: Authorities on each day of counting
-- grain: one row for each authority and 31 August on which it existed

select
    areas.area_code,
    snapshots.period_end
from areas
cross join snapshots
where
    areas.area_type = 'authority'
    and (areas.valid_from is null or areas.valid_from <= snapshots.period_end)
    and (areas.valid_to is null or areas.valid_to >= snapshots.period_end)
