-- title: Checklist that partners score
-- grain: one row for each item
-- source: reference
-- note: Headings of the Audit Commission (2005), principles of the Partnership Assessment Tool
--   (2003), in words of this product.

select
    item,
    position,
    title,
    wording,
    heading,
    principle,
    theme
from source_reference__partner_checklist
