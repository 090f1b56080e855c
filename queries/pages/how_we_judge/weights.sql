-- title: What each indicator is given, and what it truly weighs
-- params: framework

select
    effective_weights.indicator,
    indicator_labels.title,
    framework_themes.title as theme,
    effective_weights.weight_share,
    effective_weights.r,
    effective_weights.limits,
    effective_weights.areas
from effective_weights
inner join framework_themes
    on
        effective_weights.framework = framework_themes.framework
        and effective_weights.theme = framework_themes.theme
inner join indicator_labels on effective_weights.indicator = indicator_labels.indicator
where effective_weights.framework = $framework
order by
    framework_themes.position asc,
    effective_weights.limits desc nulls last,
    indicator_labels.title asc
