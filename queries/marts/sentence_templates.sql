-- title: Sentences that briefings are made of
-- grain: one row for each sentence and form
-- note: A word in braces is filled in from figures.

select
    sentence,
    form,
    part,
    template,
    page,
    rule
from stg_text__sentences
