-- title: Devolved functions
-- grain: one row for each function and partnership

select
    partnership_id,
    function,
    devolved_on,
    ended_on
from stg_functions__register
