-- title: No bare count is judged
-- severity: error
-- fix: Take the indicator's lines out of the framework's cut_points.csv and bearings.csv, or count
--   it out of something so that its kind is no longer count
-- note: A count of few events, such as warning notices, says nothing of one authority against
--   another and must never make a level or a flag
-- about: framework_cut_points

select
    indicator_labels.indicator,
    indicator_labels.title
from indicator_labels
inner join framework_bearings on indicator_labels.indicator = framework_bearings.indicator
where indicator_labels.kind = 'count'
union
select
    indicator_labels.indicator,
    indicator_labels.title
from indicator_labels
inner join framework_cut_points on indicator_labels.indicator = framework_cut_points.indicator
where indicator_labels.kind = 'count'
