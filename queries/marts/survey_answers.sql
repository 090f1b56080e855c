-- title: Answers of leaders
-- grain: one row for each respondent and item

select
    wave,
    area_code,
    respondent,
    role,
    phase,
    item,
    valued,
    received,
    barrier
from stg_survey_answers__register
