-- title: The method, in words and formulas
-- grain: one row for each part and position
-- source: text

select
    part,
    position,
    heading,
    words,
    source,
    needs_levels = 'yes' as needs_levels
from source_text__method
