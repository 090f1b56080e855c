-- title: Each item of the checklist with the partners that score it lowest and highest
-- params: area_code, as_at

select
    partner_differences.position,
    partner_differences.item,
    partner_differences.title,
    partner_checklist.wording,
    partner_checklist.heading,
    partner_checklist.principle,
    partner_differences.partners,
    upper(partner_differences.lowest_partner[1])
    || partner_differences.lowest_partner[2:] as lowest_partner,
    partner_differences.lowest,
    upper(partner_differences.highest_partner[1])
    || partner_differences.highest_partner[2:] as highest_partner,
    partner_differences.highest,
    partner_differences.difference
from partner_differences
inner join partner_checklist on partner_differences.item = partner_checklist.item
where
    partner_differences.area_code = $area_code
    and partner_differences.as_at = cast($as_at as date)
order by partner_differences.difference desc, partner_differences.position asc
