-- title: What belongs to what, with which weight, and where its levels begin
-- params: framework

select
    indicator,
    title,
    bears_on as theme,
    weight,
    max_age_years,
    begins,
    span,
    basis
from theme_indicators
where framework = $framework
order by position nulls last, title
