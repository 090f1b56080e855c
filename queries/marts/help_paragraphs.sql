-- title: Paragraphs of the page About and help
-- grain: one row for each paragraph

select
    position,
    part,
    heading,
    words
from stg_text__help
order by position
