-- title: Where each level begins, and where the figure lies
-- params: area_code, as_at, framework, theme

select
    evidence.indicator,
    evidence.title,
    evidence.value,
    framework_levels.word,
    framework_cut_points.from_value,
    framework_cut_points.range as could_be_by,
    framework_cut_points.basis
from evidence
inner join framework_cut_points
    on
        evidence.framework = framework_cut_points.framework
        and evidence.indicator = framework_cut_points.indicator
left join framework_levels
    on
        framework_cut_points.framework = framework_levels.framework
        and framework_cut_points.level = framework_levels.level
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.theme = $theme
order by evidence.title, framework_cut_points.level
