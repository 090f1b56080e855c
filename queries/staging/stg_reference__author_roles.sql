-- title: Roles that comments are written as
-- grain: one row for each role
-- source: reference

select
    source_line as position,
    role,
    note
from source_reference__author_roles
