-- title: Candidate flags, about prospects
-- params: area_code, as_at, framework

select
    prospects.flag,
    prospects.indicator,
    indicator_labels.title,
    prospects.why
from prospects
left join indicator_labels
    on prospects.indicator = indicator_labels.indicator
where
    prospects.framework = $framework
    and prospects.area_code = $area_code
    and prospects.as_at = cast($as_at as date)
order by prospects.flag desc nulls last, indicator_labels.title asc
