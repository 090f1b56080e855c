-- title: The levels of each framework, in words, and where they stand on its ladder
-- grain: one row for each framework and level
-- note: said and told are a level within a sentence, without and with its word; called is said as
--   the framework writes it; words are those of the whole scale where it has no numbers. The upper
--   half is that of the framework's own ladder, not a cut point. is_rated: the levels are scores,
--   of which the framework makes a rating of the whole.

select
    framework_levels.framework,
    framework_levels.level,
    framework_levels.word,
    frameworks.words,
    level_said(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as said,
    level_told(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as told,
    level_said(frameworks.scale, framework_levels.level, framework_levels.word) as called,
    min(framework_levels.level) over ladder as bottom,
    max(framework_levels.level) over ladder as top,
    framework_levels.level > median(framework_levels.level) over ladder as is_upper,
    frameworks.scale = 'scored' as is_rated
from framework_levels
inner join frameworks on framework_levels.framework = frameworks.framework
window ladder as (partition by framework_levels.framework)
order by framework_levels.framework, framework_levels.level
