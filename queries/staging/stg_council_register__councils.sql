-- title: Councils of England
-- grain: one row for each council
-- source: council_register
-- note: Councils of England alone. The last day of some is the first day of their successor.

select
    council_code,
    name,
    gss_code,
    started_on,
    ended_on,
    string_split(replaced_by, ',') as replaced_by,
    region,
    council_type,
    is_current = 'True' as is_current,
    ecode
from source_council_register__councils
where nation = 'England'
