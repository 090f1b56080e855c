-- title: The themes of a framework
-- params: framework

select
    theme as code,
    title as label,
    'The framework chosen has no such theme' as sentence,
    'Choose one of its themes:' as offer
from framework_themes
where framework = $framework
order by position
