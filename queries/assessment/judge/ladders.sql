-- title: The rungs of each judged indicator, lowest first
-- grain: one row for each framework and indicator with thresholds
-- note: levels holds the lowest level and then one for each value in points, at which it begins.
--   ranges says how far to either side each value could as well have been put. sense is 1 where
--   high is better and -1 where low is.

with lowest as (
    select
        framework,
        min(level) as level,
        max(level) as top
    from framework_levels
    group by framework
)

select
    framework_cut_points.framework,
    framework_cut_points.indicator,
    case when any_value(indicator_labels.polarity) = 'lower_is_better' then -1 else 1 end as sense,
    list(framework_cut_points.from_value order by framework_cut_points.level) as points,
    list(framework_cut_points.range order by framework_cut_points.level) as ranges,
    list_prepend(
        any_value(lowest.level),
        list(framework_cut_points.level order by framework_cut_points.level)
    ) as levels,
    any_value(lowest.top) as top
from framework_cut_points
inner join lowest on framework_cut_points.framework = lowest.framework
left join indicator_labels on framework_cut_points.indicator = indicator_labels.indicator
group by framework_cut_points.framework, framework_cut_points.indicator
order by framework_cut_points.framework, framework_cut_points.indicator
