-- title: Items of evidence
-- grain: one row for each item
-- note: practice is innovative where the authority claims so: its own word, and the item its proof.

select
    evidence_id,
    area_code,
    theme,
    shows,
    dated_on,
    link,
    practice
from stg_evidence__register
