-- title: Where each level begins, and where the figure lies
-- params: area_code, as_at, framework, theme

select
    evidence.indicator,
    indicator_labels.title,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.polarity,
    evidence.value,
    evidence.lower,
    evidence.upper,
    framework_cut_points.level,
    framework_levels.word,
    framework_cut_points.from_value,
    framework_cut_points.range as could_be_by,
    framework_cut_points.basis,
    case
        when indicator_labels.polarity = 'lower_is_better'
            then evidence.value <= framework_cut_points.from_value
        else evidence.value >= framework_cut_points.from_value
    end as is_reached,
    coalesce(framework_cut_points.from_value between evidence.lower and evidence.upper, false)
        as is_crossed
from evidence
inner join framework_cut_points
    on
        evidence.framework = framework_cut_points.framework
        and evidence.indicator = framework_cut_points.indicator
inner join indicator_labels on evidence.indicator = indicator_labels.indicator
left join framework_levels
    on
        framework_cut_points.framework = framework_levels.framework
        and framework_cut_points.level = framework_levels.level
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.theme = $theme
order by indicator_labels.title, framework_cut_points.level
