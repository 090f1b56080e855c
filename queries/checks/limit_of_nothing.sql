-- title: Each limiting rule of a framework is of a theme that exists
-- severity: error
-- fix: Correct the row of the file named, or leave its theme blank where the rule is of every theme
-- note: A rule of a theme that does not exist would limit nothing
-- about: framework_limits

select
    'frameworks/' || limits.framework || '/limits.csv' as file,
    limits.source_line as line,
    'themes.csv has no theme ' || limits.theme as reason
from stg_reference__framework_limits as limits
left join framework_themes
    on limits.framework = framework_themes.framework and limits.theme = framework_themes.theme
where limits.theme is not null and framework_themes.theme is null
