-- title: Documents registered as evidence
-- params: area_code, as_at
-- note: Only an address of the web is passed on as a link: a path means nothing elsewhere.

select * replace (case when regexp_matches(link, '^https?://') then link end as link)
from evidence_items
where
    area_code = $area_code
    and dated_on <= cast($as_at as date)
order by dated_on desc, evidence_id asc
