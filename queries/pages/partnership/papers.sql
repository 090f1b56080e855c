-- title: Agreements and reviews of a partnership, the latest first
-- params: partnership, as_at

select
    reviewed_on as dated_on,
    'Review' || case when costs_and_benefits then ', with costs and benefits' else '' end as what,
    concat_ws('. ', what_was_done, how_effective, 'Next: ' || what_next) as said
from reviews
where partnership_id = $partnership and reviewed_on <= cast($as_at as date)
union all
select
    signed_on as dated_on,
    'Agreement' || case
        when ends_on is not null then ' to ' || strftime(ends_on, '%-d %B %Y') else ''
    end as what,
    'Covers ' || covers as said
from agreements
where partnership_id = $partnership and signed_on <= cast($as_at as date)
order by dated_on desc, what asc
