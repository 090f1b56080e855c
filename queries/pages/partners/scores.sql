-- title: The score of each kind of partner for each item
-- params: area_code, as_at
-- note: Widest difference first, as items.

select
    partner_views.item,
    partner_views.title,
    upper(partner_views.partner[1]) || partner_views.partner[2:] as partner,
    partner_views.answers,
    partner_views.score
from partner_views
left join partner_differences
    on
        partner_views.area_code = partner_differences.area_code
        and partner_views.as_at = partner_differences.as_at
        and partner_views.item = partner_differences.item
where
    partner_views.area_code = $area_code
    and partner_views.as_at = cast($as_at as date)
order by
    partner_differences.difference desc nulls last,
    partner_views.position asc,
    partner_views.partner asc
