-- title: Steps and categories of intervention in schools
-- grain: one row for each step or category

select
    intervention,
    title,
    is_category,
    in_use_from,
    in_use_to
from stg_reference__intervention_kinds
