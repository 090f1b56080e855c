-- title: How many schools cause concern, with what agreement and help, in a sentence
-- params: area_code, as_at

select
    is_recorded,
    case when is_recorded then 'concerns_with_partner_support' else '' end as indicator,
    title,
    headline,
    below
from concern_findings
where area_code = $area_code and as_at = cast($as_at as date)
