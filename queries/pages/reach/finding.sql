-- title: Who is in a partnership and who is out, in a sentence
-- params: area_code, as_at, phases

select
    is_recorded,
    headline,
    below,
    'Who works with whom is in an authority’s own registers of institutions, partnerships and '
    || 'memberships. The schools register knows only federations, trusts and academy trusts.'
        as needed,
    'python -m kit import FOLDER_OF_REGISTERS --data published' as commands,
    name,
    source,
    change
from reach_findings
where area_code = $area_code and as_at = cast($as_at as date) and phases = $phases
