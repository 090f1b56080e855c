-- title: What each indicator is given, and what it truly weighs
-- params: framework

select
    effective_weights.indicator,
    told_bearings.title,
    told_bearings.bears_on as theme,
    effective_weights.weight_share,
    effective_weights.r,
    effective_weights.limits,
    effective_weights.areas
from effective_weights
inner join told_bearings
    on
        effective_weights.framework = told_bearings.framework
        and effective_weights.indicator = told_bearings.indicator
where effective_weights.framework = $framework
order by
    told_bearings.position asc,
    effective_weights.limits desc nulls last,
    told_bearings.title asc
