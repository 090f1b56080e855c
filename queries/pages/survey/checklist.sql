-- title: Items of the checklist that partners score, in order

select
    item,
    title,
    wording
from partner_checklist
order by position
