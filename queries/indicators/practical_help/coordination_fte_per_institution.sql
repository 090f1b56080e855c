-- title: Coordination posts per institution
-- question: How much working time is given to lead or administer partnerships for each
--   institution in one?
-- theme: practical_help
-- kind: score
-- unit: full-time posts for each institution
-- per: 1
-- decimals: 2
-- polarity: neutral
-- numerator: Full-time equivalent of the posts filled on the day in active partnerships, whoever
--   pays
-- denominator: Institutions that are members of those partnerships, each counted once, in any
--   authority
-- counts: posts
-- period: date
-- source: posts, partnerships, memberships, institutions
-- caveat: Neither high nor low is good: time spread over many members may still be well used.
--   Time that heads give without a post is not counted.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with filled as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        sum(posts.fte) as fte
    from active_partnerships
    inner join posts
        on
            active_partnerships.partnership_id = posts.partnership_id
            and active_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or active_partnerships.period_end <= posts.ended_on)
    group by active_partnerships.area_code, active_partnerships.period_end
),

members as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        count(distinct active_memberships.institution_id) as institutions_in
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
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when filled.period_end is not null then filled.fte
            when recorded.since <= area_snapshots.period_end then 0
        end as numerator,
        members.institutions_in as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join filled
        on
            area_snapshots.area_code = filled.area_code
            and area_snapshots.period_end = filled.period_end
    left join members
        on
            area_snapshots.area_code = members.area_code
            and area_snapshots.period_end = members.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    quotient(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from counted
