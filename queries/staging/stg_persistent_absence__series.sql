-- title: Persistent absence on one definition
-- grain: one row for each 9-character code and school year
-- source: persistent_absence

select
    gss_code,
    make_date(cast(left(period, 4) as integer), 9, 1) as period_start,
    make_date(cast(left(period, 4) as integer) + 1, 8, 31) as period_end,
    percentage,
    percentage__missing,
    source_line
from source_persistent_absence__series
