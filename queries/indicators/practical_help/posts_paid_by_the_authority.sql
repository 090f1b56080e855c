-- title: Posts the authority pays for
-- question: How many of the posts that lead or administer partnerships does the authority pay
--   for?
-- theme: practical_help
-- kind: percentage
-- unit: % of posts
-- per: 100
-- decimals: 0
-- polarity: neutral
-- numerator: Posts filled on the day in active partnerships that are recorded as paid by the
--   authority
-- denominator: All leadership and administrative posts filled on the day in active partnerships,
--   whoever pays
-- counts: posts
-- period: date
-- source: posts, partnerships
-- caveat: Money of a grant may pass through the authority and counts as the grant's. Partnerships
--   that pay for themselves may be stronger for it, so neither high nor low is good.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with filled as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        count(*) filter (where posts.paid_by = 'authority') as by_authority,
        count(*) as posts_filled
    from active_partnerships
    inner join posts
        on
            active_partnerships.partnership_id = posts.partnership_id
            and active_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or active_partnerships.period_end <= posts.ended_on)
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
            when recorded.since <= area_snapshots.period_end then coalesce(filled.by_authority, 0)
        end as numerator,
        case
            when recorded.since <= area_snapshots.period_end then coalesce(filled.posts_filled, 0)
        end as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join filled
        on
            area_snapshots.area_code = filled.area_code
            and area_snapshots.period_end = filled.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from counted
