-- title: The findings of a briefing one by one, each with its chart and the figure behind it
-- params: area_code, as_at, framework
-- note: As assessment/brief/slides.sql; judged names what levels come from.

select
    *,
    'this product’s own judgement by the framework chosen' as judged
from slides
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by slide
