-- title: What is not known
-- params: area_code, as_at, framework

select
    framework_themes.title as theme,
    evidence.indicator,
    evidence.title,
    evidence.status,
    evidence.missing_reason
from evidence
inner join framework_themes
    on
        evidence.framework = framework_themes.framework
        and evidence.theme = framework_themes.theme
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.status <> 'used'
order by framework_themes.position, evidence.title
