-- title: Frameworks of judgement
-- grain: one row for each framework
-- note: One line for each framework, kept in a folder of its own; the folder's name is its id.

select
    framework,
    title,
    in_force_from,
    in_force_to,
    scale,
    subject,
    rules_from,
    follows,
    note
from stg_reference__frameworks
