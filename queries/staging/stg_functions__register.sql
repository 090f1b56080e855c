-- title: Functions an authority has devolved to partnerships
-- grain: one row for each function and partnership
-- source: functions

select
    partnership_id,
    function,
    devolved_on,
    ended_on,
    source_line
from source_functions__register
