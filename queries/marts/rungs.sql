-- title: The levels of each framework, in words, and their place on its ladder
-- grain: one row for each framework and level
-- note: said and told are a level within a sentence, without and with its word; called is said as
--   the framework writes it. judgement is its number and word as a table names them, short the
--   number alone; where levels have no numbers both are the word, and words are those of the whole
--   scale. The upper half is that of the framework's own ladder, not a threshold.

select
    framework_levels.framework,
    framework_levels.level,
    framework_levels.word,
    framework_levels.meaning,
    frameworks.words,
    frameworks.scale = 'named' as is_named,
    level_said(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as said,
    level_told(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as told,
    level_said(frameworks.scale, framework_levels.level, framework_levels.word) as called,
    case frameworks.scale
        when 'named' then framework_levels.word
        else framework_levels.level || ' ' || framework_levels.word
    end as judgement,
    case frameworks.scale
        when 'named' then framework_levels.word
        else cast(framework_levels.level as text)
    end as short,
    min(framework_levels.level) over ladder as bottom,
    max(framework_levels.level) over ladder as top,
    framework_levels.level > median(framework_levels.level) over ladder as is_upper
from framework_levels
inner join frameworks on framework_levels.framework = frameworks.framework
window ladder as (partition by framework_levels.framework)
order by framework_levels.framework, framework_levels.level
