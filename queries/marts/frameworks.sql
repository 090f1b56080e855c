-- title: Frameworks of judgement
-- grain: one row for each framework
-- note: One line for each framework, kept in a folder of its own; the folder's name is its id.
--   words, of a scale of named outcomes: its words from the lowest, joined by |, since no number
--   may be shown for them. names_levels: the framework is this product's own; under one of another
--   body no level is named.

with ladders as (
    select
        framework,
        string_agg(word, '|' order by level) as words
    from framework_levels
    group by framework
)

select
    frameworks.framework,
    frameworks.title,
    frameworks.in_force_from,
    frameworks.in_force_to,
    frameworks.scale,
    frameworks.names_levels,
    frameworks.subject,
    frameworks.rules_from,
    frameworks.follows,
    frameworks.note,
    frameworks.source,
    frameworks.source_date,
    case when frameworks.scale = 'named' then ladders.words end as words
from stg_reference__frameworks as frameworks
left join ladders on frameworks.framework = ladders.framework
