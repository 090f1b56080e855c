-- title: Funding lines and posts of a partnership on the date
-- params: partnership, as_at

select
    streams.title as what,
    purposes.title as purpose,
    funding.route,
    funding.spent as pounds,
    funding.spent_missing as missing_reason,
    cast(null as double) as fte,
    funding.grant_ends_on as ends_on
from funding
inner join streams on funding.stream = streams.stream
inner join purposes on funding.purpose = purposes.purpose
where
    funding.partnership_id = $partnership
    and cast($as_at as date) between funding.period_start and funding.period_end
union all
select
    'Post: ' || posts.post as what,
    '' as purpose,
    'paid by the ' || posts.paid_by as route,
    cast(null as double) as pounds,
    'suppressed' as missing_reason,
    posts.fte,
    posts.ended_on as ends_on
from posts
where
    posts.partnership_id = $partnership
    and posts.started_on <= cast($as_at as date)
    and (posts.ended_on is null or posts.ended_on >= cast($as_at as date))
order by what asc, pounds desc
