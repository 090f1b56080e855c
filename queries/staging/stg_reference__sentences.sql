-- title: Sentences that briefings are made of
-- grain: one row for each sentence and form
-- source: reference

select
    sentence,
    form,
    part,
    template,
    page,
    rule
from source_reference__sentences
