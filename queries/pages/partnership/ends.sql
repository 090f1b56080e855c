-- title: What ends within twelve months of the date
-- params: partnership, as_at

with ending as (
    select
        'The partnership' as what,
        ended_on as ends_on,
        '' as which
    from partnerships
    where partnership_id = $partnership
    union all
    select
        'The agreement' as what,
        max(coalesce(ends_on, date '9999-12-31')) as ends_on,
        '' as which
    from agreements
    where partnership_id = $partnership and signed_on <= cast($as_at as date)
    union all
    select
        'A grant of £' || shown(sum(funding.spent), 0) as what,
        funding.grant_ends_on as ends_on,
        string_agg(distinct streams.title, '; ') as which
    from funding
    inner join streams on funding.stream = streams.stream
    where
        funding.partnership_id = $partnership
        and cast($as_at as date) between funding.period_start and funding.period_end
    group by funding.grant_ends_on
    union all
    select
        'A post of ' || shown(posts.fte, 1) || ' full-time, ' || posts.post as what,
        least(posts.ended_on, funding.grant_ends_on) as ends_on,
        'paid by the ' || posts.paid_by || case
            when funding.grant_ends_on = least(posts.ended_on, funding.grant_ends_on)
                then ': its grant ends'
            else ''
        end as which
    from posts
    left join funding on posts.funding_line_id = funding.line_id
    where
        posts.partnership_id = $partnership
        and posts.started_on <= cast($as_at as date)
        and (posts.ended_on is null or posts.ended_on >= cast($as_at as date))
    union all
    select
        'A plan it serves: ' || priorities.title as what,
        priorities.plan_end as ends_on,
        '' as which
    from priority_partnerships
    inner join priorities on priority_partnerships.priority_id = priorities.priority_id
    where priority_partnerships.partnership_id = $partnership
)

select
    what,
    ends_on,
    which,
    date_diff('day', cast($as_at as date), ends_on) as days
from ending
where ends_on between cast($as_at as date) and cast($as_at as date) + interval 1 year
order by ends_on, what
