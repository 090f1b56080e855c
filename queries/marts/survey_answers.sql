-- title: Answers of leaders
-- grain: one row for each respondent and item
-- private: what each leader answered; read figures

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
