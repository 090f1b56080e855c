-- title: Schools and the groups they belong to
-- grain: one row for each school and group
-- note: A snapshot of the day as_at: who left before has vanished, so the day of joining gives no
--   true series back in time.

select
    urn,
    school_name as name,
    group_id,
    group_type,
    group_status,
    area_code,
    phase,
    school_type as institution_type,
    joined_on,
    as_at
from stg_schools_register__group_links
