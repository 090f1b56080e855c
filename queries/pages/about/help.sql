-- title: Paragraphs of the page About and help

select
    part,
    heading,
    words
from help_paragraphs
order by position
