-- title: Purposes of money
-- grain: one row for each purpose

select
    purpose,
    title,
    note
from stg_reference__purposes
