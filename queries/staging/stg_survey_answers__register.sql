-- title: Answers of leaders, item by item
-- grain: one row for each respondent and item
-- source: survey_answers
-- note: A respondent is a number within wave and authority, never a name.

select
    wave,
    area_code,
    respondent,
    role,
    phase,
    item,
    cast(valued as boolean) as valued,
    cast(received as boolean) as received,
    cast(barrier as boolean) as barrier,
    source_line
from source_survey_answers__register
