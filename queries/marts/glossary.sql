-- title: Words used, and what they mean
-- grain: one row for each word

select
    word,
    meaning
from stg_text__glossary
order by lower(word)
