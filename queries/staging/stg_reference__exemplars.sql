-- title: Authorities named as exemplars
-- grain: one row for each authority
-- source: reference
-- note: Named by Robert Hill in Take your partners (The MJ, January 2008) for partnership by
--   deliberate policy among all the secondary schools

select
    area_code,
    name
from source_reference__exemplars
