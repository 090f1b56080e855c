-- title: Scores that partners gave
-- grain: one row for each answer and item
-- source: partner_scores

select
    scored_on,
    area_code,
    partner,
    respondent,
    item,
    score,
    source_line
from source_partner_scores__register
