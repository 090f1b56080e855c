-- title: The day to which each register is complete
-- grain: one row for each register that is loaded
-- passes_on: dates
-- note: After that day a register says nothing: what is not in it is missing, not zero.

select
    register,
    rows_stored,
    complete_as_at
from stg_registers__days
where rows_stored > 0
