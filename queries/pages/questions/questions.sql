-- title: The questions of the framework, and the themes that answer each
-- params: framework

select
    question,
    title,
    theme,
    beside
from answered_questions
where framework = $framework
order by position, theme
