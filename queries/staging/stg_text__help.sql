-- title: Paragraphs of the page About and help
-- grain: one row for each paragraph
-- source: text

select
    position,
    part,
    heading,
    words
from source_text__help
