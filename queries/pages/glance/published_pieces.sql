-- title: The figures and reports behind what is published of each theme
-- params: area_code, as_at, framework

select
    evidence.theme,
    framework_themes.title as theme_title,
    evidence.title,
    evidence.indicator,
    if(evidence.badge = 'inspectors', 'judged by inspectors', evidence.badge) as badge,
    evidence.value,
    evidence.period_text,
    coalesce(evidence.figure, evidence.outcome) as figure,
    evidence.said,
    concat_ws(
        ' ', nullif(evidence.said_place, ''), nullif(evidence.said_direction, '')
    ) as beside,
    evidence.link
from published_evidence as evidence
inner join framework_themes
    on
        evidence.framework = framework_themes.framework
        and evidence.theme = framework_themes.theme
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
order by framework_themes.position, evidence.position
