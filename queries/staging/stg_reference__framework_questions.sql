-- title: Questions that a framework asks
-- grain: one row for each question of a framework
-- source: reference

select
    framework,
    question,
    position,
    title
from source_reference__framework_questions
