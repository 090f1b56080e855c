-- title: The method, in words and formulas
-- grain: one row for each part and position
-- note: part is step, formula or silence (what the judgement does not tell).

select
    part,
    position,
    heading,
    words,
    source,
    needs_levels
from stg_text__method
