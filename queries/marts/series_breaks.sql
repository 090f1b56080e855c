-- title: Breaks in the series of indicators
-- grain: one row for each indicator and day on which a series broke

select
    indicator,
    broken_on,
    why,
    cuts,
    said_by
from stg_reference__series_breaks
