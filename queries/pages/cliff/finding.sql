-- title: What ends within a year and what goes with it, in a sentence
-- params: area_code, as_at

select
    has_money,
    headline,
    below,
    'money_ending_within_12_months' as indicator,
    title,
    'This page needs the register of funding, and that of posts for the posts that go with a grant.'
        as needed,
    'python -m kit import PATH' || chr(10) || 'python -m kit build --data published' as commands
from cliff_findings
where area_code = $area_code and as_at = cast($as_at as date)
