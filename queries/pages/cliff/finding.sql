-- title: What ends within a year and what goes with it, in a sentence
-- params: area_code, as_at

select
    has_money,
    headline,
    below,
    'money_ending_within_12_months' as indicator,
    title
from cliff_findings
where area_code = $area_code and as_at = cast($as_at as date)
