-- title: Functions that an authority can devolve to partnerships
-- grain: one row for each function

select
    function,
    title
from stg_reference__functions
