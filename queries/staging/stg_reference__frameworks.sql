-- title: Frameworks of judgement
-- grain: one row for each framework
-- source: reference

select
    framework,
    title,
    in_force_from,
    in_force_to,
    scale,
    names_levels = 'yes' as names_levels,
    subject,
    rules_from,
    follows,
    note,
    source,
    source_date
from source_reference__frameworks
