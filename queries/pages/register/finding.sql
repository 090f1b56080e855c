-- title: What the register says of an authority, in a sentence
-- params: area_code, as_at

select
    is_loaded,
    case when is_loaded then 'partnerships_with_written_agreement' else '' end as indicator,
    headline,
    below,
    'What an authority runs with its schools is in its own registers. Load at least '
    || 'institutions, partnerships and memberships; agreements, reviews, funding, posts and '
    || 'priorities add the rest. Below is what the national schools register knows.' as needed,
    'python -m kit import FOLDER_OF_REGISTERS --data published' || chr(10)
    || 'python -m kit build --data published' as commands
from register_findings
where area_code = $area_code and as_at = cast($as_at as date)
