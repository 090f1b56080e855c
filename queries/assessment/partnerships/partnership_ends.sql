-- title: What ends within twelve months of a date, by partnership
-- grain: one row for each partnership, assessment date and thing that ends
-- note: The partnership, its agreement, grants, posts and the plans it serves. Grants of one
--   route are one sum, of two never. In the order in which a page asks.

with ending as (
    select
        assessment_dates.as_at,
        partnerships.partnership_id,
        'The partnership' as what,
        partnerships.ended_on as ends_on,
        '' as which
    from assessment_dates
    inner join partnerships on assessment_dates.as_at <= partnerships.ended_on
    union all
    select
        assessment_dates.as_at,
        agreements.partnership_id,
        'The agreement' as what,
        max(coalesce(agreements.ends_on, date '9999-12-31')) as ends_on,
        '' as which
    from assessment_dates
    inner join agreements on assessment_dates.as_at >= agreements.signed_on
    group by assessment_dates.as_at, agreements.partnership_id
    union all
    select
        assessment_dates.as_at,
        funding.partnership_id,
        case
            when count(funding.spent) = count(*)
                then 'A grant of £' || shown(sum(funding.spent), 0) || ', ' || funding.route
            else 'A grant of a sum not known, ' || funding.route
        end as what,
        funding.grant_ends_on as ends_on,
        string_agg(distinct streams.title, '; ' order by streams.title) as which
    from assessment_dates
    inner join funding
        on
            assessment_dates.as_at between funding.period_start and funding.period_end
            and assessment_dates.as_at <= funding.grant_ends_on
    inner join streams on funding.stream = streams.stream
    where funding.partnership_id is not null
    group by
        assessment_dates.as_at, funding.partnership_id, funding.grant_ends_on, funding.route
    union all
    select
        assessment_dates.as_at,
        posts.partnership_id,
        'A post of ' || shown(posts.fte, 1) || ' full-time, ' || posts.post as what,
        least(posts.ended_on, funding.grant_ends_on) as ends_on,
        'paid by the ' || posts.paid_by || case
            when funding.grant_ends_on = least(posts.ended_on, funding.grant_ends_on)
                then ': its grant ends'
            else ''
        end as which
    from assessment_dates
    inner join posts
        on
            assessment_dates.as_at >= posts.started_on
            and (posts.ended_on is null or assessment_dates.as_at <= posts.ended_on)
    left join funding on posts.funding_line_id = funding.line_id
    union all
    select
        assessment_dates.as_at,
        priority_partnerships.partnership_id,
        'A plan it serves: ' || priorities.title as what,
        priorities.plan_end as ends_on,
        '' as which
    from assessment_dates
    inner join priorities on assessment_dates.as_at <= priorities.plan_end
    inner join priority_partnerships on priorities.priority_id = priority_partnerships.priority_id
)

select
    partnership_id,
    as_at,
    what,
    ends_on,
    which,
    date_diff('day', as_at, ends_on) as days
from ending
where ends_on between as_at and as_at + interval 1 year
order by partnership_id, as_at, ends_on, what, which
