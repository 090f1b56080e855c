-- title: Authorities that ended and who followed them
-- grain: one row for each predecessor and successor
-- source: reference
-- note: Counties and districts that only changed their 9-character code and kept their 3-digit
--   code are not here

select
    predecessor_code,
    successor_code,
    changed_on,
    extent,
    note
from source_reference__reorganisations
