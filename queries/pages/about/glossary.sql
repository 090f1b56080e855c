-- title: Words used, and what they mean

select
    word,
    meaning
from glossary
order by lower(word)
