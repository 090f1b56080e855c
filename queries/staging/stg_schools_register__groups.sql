-- title: Groups of schools
-- grain: one row for each group
-- source: schools_register
-- note: Academy trusts have the day of incorporation instead of an opening. An unknown day is
--   empty.

select
    group_id,
    group_reference,
    name,
    replace(replace(replace(lower(group_type), '''', ''), '-', '_'), ' ', '_') as group_type,
    coalesce(opened_on, incorporated_on) as opened_on,
    closed_on,
    lower(status) as status
from source_schools_register__groups
