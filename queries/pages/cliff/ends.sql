-- title: What ends when, and which partnerships and posts go with it
-- params: area_code, as_at
-- note: A post goes with the grant of the line that pays it; posts paid by a line that is not named
--   are not here.

with ending as (
    select
        funding.grant_ends_on,
        funding.stream,
        funding.partnership_id,
        funding.route,
        funding.spent,
        funding.spent_missing,
        funding.line_id
    from funding
    where
        funding.area_code = $area_code
        and cast($as_at as date) between funding.period_start and funding.period_end
        and funding.route in ('devolved', 'retained')
        and funding.grant_ends_on >= cast($as_at as date)
),

going as (
    select
        ending.grant_ends_on,
        ending.stream,
        ending.partnership_id,
        count(*) as posts,
        sum(posts.fte) as fte
    from ending
    inner join posts
        on
            ending.line_id = posts.funding_line_id
            and posts.started_on <= cast($as_at as date)
            and (posts.ended_on is null or posts.ended_on >= cast($as_at as date))
    group by ending.grant_ends_on, ending.stream, ending.partnership_id
),

summed as (
    select
        grant_ends_on,
        stream,
        partnership_id,
        case
            when count(spent) = count(*)
                then coalesce(sum(spent) filter (where route = 'devolved'), 0)
        end as devolved,
        case
            when count(spent) = count(*)
                then coalesce(sum(spent) filter (where route = 'retained'), 0)
        end as retained,
        max(spent_missing) as spent_missing
    from ending
    group by grant_ends_on, stream, partnership_id
)

select
    summed.grant_ends_on,
    coalesce(partnerships.name, 'no partnership named') as partnership,
    coalesce(summed.partnership_id, '') as partnership_id,
    coalesce(streams.title, summed.stream) as stream,
    summed.devolved,
    summed.retained,
    summed.spent_missing,
    coalesce(going.posts, 0) as posts,
    coalesce(going.fte, 0) as fte,
    summed.grant_ends_on <= cast($as_at as date) + interval 1 year as is_soon
from summed
left join streams on summed.stream = streams.stream
left join partnerships on summed.partnership_id = partnerships.partnership_id
left join going
    on
        summed.grant_ends_on = going.grant_ends_on
        and summed.stream is not distinct from going.stream
        and summed.partnership_id is not distinct from going.partnership_id
order by summed.grant_ends_on, summed.devolved + summed.retained desc
