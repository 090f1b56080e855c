-- title: Spellings of England and its regions
-- grain: one row for each spelling
-- source: reference
-- note: Every spelling a source uses of England or a region, matched without regard to capitals

select
    area_code,
    name,
    area_type,
    part_of,
    gss_code,
    preferred = 'yes' as is_preferred
from source_reference__area_names
