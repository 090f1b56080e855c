-- title: What the register says of an authority, in a sentence
-- params: area_code, as_at

select
    is_loaded,
    case when is_loaded then 'partnerships_with_written_agreement' else '' end as indicator,
    headline,
    below
from register_findings
where area_code = $area_code and as_at = cast($as_at as date)
