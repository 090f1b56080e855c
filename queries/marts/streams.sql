-- title: Streams of money
-- grain: one row for each stream

select
    stream,
    title,
    note,
    in_use_from,
    in_use_to
from stg_reference__streams
