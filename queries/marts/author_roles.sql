-- title: Roles that comments and events are written as
-- grain: one row for each role
-- note: In the order of the list that ships; a row added there can be chosen at once.

select
    position,
    role,
    note
from stg_reference__author_roles
