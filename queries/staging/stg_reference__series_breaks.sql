-- title: Breaks in the series of indicators
-- grain: one row for each break of an indicator
-- source: reference
-- note: A line is cut here and no trend is tested across it

select
    indicator,
    broken_on,
    why,
    cuts,
    said_by,
    measure,
    passes_to,
    unless
from source_reference__series_breaks
