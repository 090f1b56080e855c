-- title: No outcome of children counts in a framework's rating of the whole
-- severity: error
-- fix: Take the row out of bearings.csv and its cut points out of cut_points.csv; the outcome is
--   still read on the page Outcomes
-- note: A rating adds the scores of themes, and so would net how children do against capacity
-- about: framework_bearings

select distinct
    'frameworks/' || bearings.framework || '/bearings.csv' as file,
    bearings.source_line as line,
    bearings.indicator || ' is an outcome' as reason
from stg_reference__framework_bearings as bearings
inner join indicator_labels on bearings.indicator = indicator_labels.indicator
inner join framework_ratings on bearings.framework = framework_ratings.framework
inner join framework_cut_points
    on
        bearings.framework = framework_cut_points.framework
        and bearings.indicator = framework_cut_points.indicator
where indicator_labels.theme = 'outcomes'
