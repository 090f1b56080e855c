-- title: Steps and categories of intervention in schools
-- grain: one row for each step or category
-- source: reference
-- note: The words have changed: each has the days on which it was used.

select
    intervention,
    title,
    is_category = 'yes' as is_category,
    in_use_from,
    in_use_to
from source_reference__intervention_kinds
