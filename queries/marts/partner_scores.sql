-- title: Scores that partners gave
-- grain: one row for each answer and item
-- private: what each of several answers of a kind of partner was

select
    scored_on,
    area_code,
    partner,
    respondent,
    item,
    score
from stg_partner_scores__register
