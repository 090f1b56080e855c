-- title: Sentences of pages, by what they find
-- grain: one row for each finding and form
-- source: text

select
    finding,
    form,
    template,
    rule
from source_text__findings
