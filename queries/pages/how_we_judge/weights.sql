-- title: What each indicator is given, and what it truly weighs
-- params: framework

select
    effective_weights.indicator,
    theme_indicators.title,
    theme_indicators.bears_on as theme,
    effective_weights.weight_share,
    effective_weights.r,
    effective_weights.limits,
    effective_weights.areas
from effective_weights
inner join theme_indicators
    on
        effective_weights.framework = theme_indicators.framework
        and effective_weights.indicator = theme_indicators.indicator
where effective_weights.framework = $framework
order by
    theme_indicators.position asc,
    effective_weights.limits desc nulls last,
    theme_indicators.title asc
