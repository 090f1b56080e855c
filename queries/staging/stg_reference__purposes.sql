-- title: Purposes of money
-- grain: one row for each purpose
-- source: reference

select
    purpose,
    title,
    note
from source_reference__purposes
