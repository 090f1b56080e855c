-- title: Questions that a framework asks
-- grain: one row for each question of a framework

select
    framework,
    question,
    position,
    title
from stg_reference__framework_questions
