-- title: Streams of money
-- grain: one row for each stream
-- source: reference
-- note: England figures: Hansard, 8 July 2009; diploma money: domain notes of the product

select
    stream,
    title,
    note,
    in_use_from,
    in_use_to
from source_reference__streams
