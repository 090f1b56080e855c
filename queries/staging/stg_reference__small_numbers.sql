-- title: What is hidden because few people stand behind it
-- grain: one row for each kind of person and sources
-- source: reference

select
    position,
    who,
    sources,
    rule,
    hidden
from source_reference__small_numbers
