-- title: National figures of the day
-- grain: one row for each figure

select
    figure,
    theme,
    value,
    unit,
    what,
    source,
    dated,
    caveat
from stg_reference__national_context
