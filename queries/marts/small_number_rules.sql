-- title: What is hidden because few people stand behind it, by people and source
-- grain: one row for each kind of person and source

select
    position,
    who,
    trim(unnest(string_split(sources, ','))) as source,
    rule,
    hidden
from stg_reference__small_numbers
