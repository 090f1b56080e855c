-- title: Items of evidence
-- grain: one row for each item

select
    evidence_id,
    area_code,
    theme,
    shows,
    dated_on,
    link
from stg_evidence__register
