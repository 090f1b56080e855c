-- title: Schools and the groups they belong to
-- grain: one row for each school and group
-- source: schools_register
-- note: The file has no date of its own: as_at is the end of the month of the last joining in it.

select
    urn,
    group_id,
    group_name,
    replace(replace(replace(lower(group_type), '''', ''), '-', '_'), ' ', '_') as group_type,
    lower(status) as group_status,
    joined_on,
    joined_on__missing,
    school_name,
    lower(replace(replace(replace(school_type, '''', ''), '-', '_'), ' ', '_')) as school_type,
    lower(replace(replace(phase, '-', '_'), ' ', '_')) as phase,
    area_code,
    last_day(max(joined_on) over ()) as as_at,
    source_line
from source_schools_register__group_links
