-- title: What leaders value and what they receive, in sentences
-- params: area_code, as_at

select
    * exclude (area_code, as_at),
    case when wave is null then '' else 'leaders_who_answered' end as indicator
from voices_findings
where area_code = $area_code and as_at = cast($as_at as date)
