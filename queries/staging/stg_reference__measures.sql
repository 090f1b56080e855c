-- title: Which measure of which source feeds which of ours
-- grain: one row for each measure of a source
-- source: reference
-- note: The source of the lowest rank wins where two give the same measure for the same area
--   and period

select
    source,
    source_measure,
    measure,
    rank,
    status
from source_reference__measures
