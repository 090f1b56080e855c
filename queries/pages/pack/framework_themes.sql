-- title: The themes of the framework, and the evidence each needs
-- params: framework

select *
from framework_themes
where framework = $framework
order by position
