-- title: How far partners differ on each item of the checklist
-- grain: one row for each assessment date, authority and item that two kinds of partner scored
-- note: The difference between the partner that scores lowest and the one that scores highest;
--   among equals the first by name.

select
    as_at,
    area_code,
    scored_on,
    position,
    item,
    title,
    theme,
    count(*) as partners,
    arg_min(partner, (score, partner)) as lowest_partner,
    min(score) as lowest,
    arg_min(partner, (-score, partner)) as highest_partner,
    max(score) as highest,
    max(score) - min(score) as difference
from partner_views
group by as_at, area_code, scored_on, position, item, title, theme
having count(*) > 1
order by area_code, as_at, position
