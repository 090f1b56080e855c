-- title: What there is for partnership, by which route, and what ends soon, in a sentence
-- params: area_code, as_at

select
    has_money,
    headline,
    below,
    'devolved_share_of_partnership_money' as indicator,
    routes,
    name,
    year
from money_findings
where area_code = $area_code and as_at = cast($as_at as date)
