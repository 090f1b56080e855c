-- title: Sentences that briefings are made of
-- grain: one row for each sentence and form
-- source: text

select
    sentence,
    form,
    part,
    template,
    page,
    rule
from source_text__sentences
