-- title: Only a framework of this product's own has levels and thresholds
-- severity: error
-- fix: Delete levels.csv and cut_points.csv of the framework, or say names_levels yes where
--   the framework is this product's own
-- note: The words of another body's grades are given by that body alone
-- about: frameworks

with graded as (
    select
        framework,
        'levels.csv' as file
    from framework_levels
    union
    select
        framework,
        'cut_points.csv' as file
    from framework_cut_points
)

select
    'frameworks/' || graded.framework || '/' || graded.file as file,
    'the framework is not of this product: it names no levels here' as reason
from graded
inner join frameworks on graded.framework = frameworks.framework
where not frameworks.names_levels
