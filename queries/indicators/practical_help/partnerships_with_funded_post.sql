-- title: Partnerships with a funded post
-- question: How many partnerships have somebody paid to lead or administer them?
-- theme: practical_help
-- kind: percentage
-- unit: % of partnerships
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Active partnerships with a leadership or administrative post filled on the day,
--   whoever pays
-- denominator: All partnerships active on the day that the authority keeps a record of
-- counts: partnerships
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: partnerships, posts
-- caveat: A small partnership may need no post. A post says nothing about what it achieves, and
--   the study of 2008 found 90 % of partnerships spend under £100k on administration.
-- owner: partnerships team
-- status: published

with posted as (
    select distinct
        active_partnerships.period_end,
        active_partnerships.partnership_id
    from active_partnerships
    inner join posts
        on
            active_partnerships.partnership_id = posts.partnership_id
            and active_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or active_partnerships.period_end <= posts.ended_on)
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
            when min(recorded.since) <= area_snapshots.period_end then count(posted.partnership_id)
        end as numerator,
        count(active_partnerships.partnership_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join active_partnerships
        on
            area_snapshots.area_code = active_partnerships.area_code
            and area_snapshots.period_end = active_partnerships.period_end
    left join posted
        on
            active_partnerships.partnership_id = posted.partnership_id
            and active_partnerships.period_end = posted.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
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
