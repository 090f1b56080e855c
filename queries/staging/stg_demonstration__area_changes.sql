-- title: Reorganisations of invented authorities
-- grain: one row for each predecessor and successor
-- source: demonstration

select
    predecessor_code,
    successor_code,
    changed_on,
    extent
from source_demonstration__area_changes
