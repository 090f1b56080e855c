-- title: Functions that may be devolved to a partnership
-- grain: one row for each function
-- source: reference

select
    function,
    title,
    note
from source_reference__functions
