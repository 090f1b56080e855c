-- title: Invented authorities, regions and country
-- grain: one row for each area
-- source: demonstration

select
    area_code,
    name,
    area_type,
    region_code,
    valid_from,
    valid_to,
    is_exemplar = 'yes' as is_exemplar,
    note
from source_demonstration__areas
