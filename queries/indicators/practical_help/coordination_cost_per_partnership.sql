-- title: Coordination cost per partnership
-- question: What do posts that lead or administer partnerships cost for each partnership?
-- theme: practical_help
-- kind: amount
-- unit: £ a year for each partnership
-- per: 1
-- decimals: 0
-- polarity: neutral
-- numerator: Yearly cost of the posts filled on the day in active partnerships, whoever pays
-- denominator: All partnerships active on the day that the authority keeps a record of, with a
--   post or without
-- counts: pounds
-- period: date
-- source: posts, partnerships
-- caveat: Neither high nor low is good: large partnerships need more. Where one post's cost is
--   unknown there is no figure.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with filled as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        case when count(posts.annual_cost) = count(*) then sum(posts.annual_cost) end as cost,
        max(posts.annual_cost__missing) as cost_missing
    from active_partnerships
    inner join posts
        on
            active_partnerships.partnership_id = posts.partnership_id
            and active_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or active_partnerships.period_end <= posts.ended_on)
    group by active_partnerships.area_code, active_partnerships.period_end
),

active as (
    select
        area_code,
        period_end,
        count(*) as partnerships_active
    from active_partnerships
    group by area_code, period_end
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
            when filled.period_end is not null then filled.cost
            when recorded.since <= area_snapshots.period_end then 0
        end as numerator,
        active.partnerships_active as denominator,
        filled.cost_missing
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join filled
        on
            area_snapshots.area_code = filled.area_code
            and area_snapshots.period_end = filled.period_end
    left join active
        on
            area_snapshots.area_code = active.area_code
            and area_snapshots.period_end = active.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    quotient(numerator, denominator) as value,
    coalesce(cost_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from counted
