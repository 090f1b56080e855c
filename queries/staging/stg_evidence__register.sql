-- title: Items of evidence and what each shows
-- grain: one row for each item
-- source: evidence

select
    evidence_id,
    area_code,
    theme,
    shows,
    dated_on,
    link,
    practice,
    source_line
from source_evidence__register
