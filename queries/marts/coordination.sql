-- title: Posts that coordinate partnerships, and what they serve
-- grain: one row for each authority and day of counting
-- gate: the cost of fewer than three posts is hidden; of more, each is to the nearest £10,000
-- note: posts, those the authority pays, fte and cost (£ a year) are of posts filled on the day;
--   zero where the register of posts had begun and none was. A cost of which one post does not
--   tell is not known, and one that comes to zero of posts that are filled is low.

with filled as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        count(*) as posts,
        count(*) filter (where posts.paid_by = 'authority') as posts_by_authority,
        sum(posts.fte order by posts.fte) as fte,
        case
            when count(post_costs.annual_cost) = count(*) and not is_few_posts(count(*))
                then nullif(
                    sum(rounded_cost(post_costs.annual_cost) order by post_costs.annual_cost),
                    case when not is_cleared() then 0 end
                )
        end as cost,
        case
            when is_few_posts(count(*)) then 'suppressed'
            when count(post_costs.annual_cost) = count(*) and cost is null then 'low'
            else max(post_costs.annual_cost__missing)
        end as cost_missing
    from active_partnerships
    inner join posts
        on
            active_partnerships.partnership_id = posts.partnership_id
            and active_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or active_partnerships.period_end <= posts.ended_on)
    left join post_costs on posts.post_id = post_costs.post_id
    group by active_partnerships.area_code, active_partnerships.period_end
),

served as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        count(distinct active_partnerships.partnership_id) as partnerships,
        count(distinct active_memberships.institution_id) as institutions
    from active_partnerships
    left join active_memberships
        on
            active_partnerships.partnership_id = active_memberships.partnership_id
            and active_partnerships.period_end = active_memberships.period_end
    group by active_partnerships.area_code, active_partnerships.period_end
),

recorded as (
    select
        partnerships.area_code,
        min(posts.started_on) as since
    from posts
    inner join partnerships on posts.partnership_id = partnerships.partnership_id
    group by partnerships.area_code
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    case when recorded.since <= area_snapshots.period_end then coalesce(filled.posts, 0) end
        as posts,
    case
        when recorded.since <= area_snapshots.period_end
            then coalesce(filled.posts_by_authority, 0)
    end as posts_by_authority,
    case
        when filled.period_end is not null then filled.fte
        when recorded.since <= area_snapshots.period_end then 0
    end as fte,
    case
        when filled.period_end is not null then filled.cost
        when recorded.since <= area_snapshots.period_end then 0
    end as cost,
    filled.cost_missing,
    served.partnerships,
    served.institutions
from area_snapshots
left join recorded on area_snapshots.area_code = recorded.area_code
left join filled
    on
        area_snapshots.area_code = filled.area_code
        and area_snapshots.period_end = filled.period_end
left join served
    on
        area_snapshots.area_code = served.area_code
        and area_snapshots.period_end = served.period_end
