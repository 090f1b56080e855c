-- title: Streams of money
-- grain: one row for each stream

select
    stream,
    title,
    note
from stg_reference__streams
