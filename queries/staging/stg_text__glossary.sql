-- title: Words used, and what they mean
-- grain: one row for each word
-- source: text

select
    word,
    meaning
from source_text__glossary
