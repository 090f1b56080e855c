-- title: Checklist that partners score
-- grain: one row for each item

select
    item,
    position,
    title,
    wording,
    heading,
    principle,
    theme
from stg_reference__partner_checklist
