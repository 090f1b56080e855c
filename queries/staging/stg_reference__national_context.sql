-- title: National figures of the day
-- grain: one row for each figure
-- source: reference
-- note: Context and never a target

select
    figure,
    theme,
    value,
    unit,
    what,
    source,
    dated,
    caveat
from source_reference__national_context
