-- title: Seats of schools and colleges
-- question: How many of the seats where policy is made do schools and colleges hold?
-- theme: voice
-- kind: percentage
-- unit: % of seats
-- per: 100
-- decimals: 0
-- polarity: neutral
-- numerator: Seats held on the day for nursery, primary, secondary and special schools and
--   colleges, on all forums in the register. Those of leaders of partnerships and of governors
--   are left out
-- denominator: All seats held on the day on those forums
-- counts: seats
-- period: date
-- source: forums, seats
-- caveat: A head on a forum may speak for one school alone. Regulations fix part of the seats of
--   a schools forum.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with held as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        seats.seat_id,
        seats.sector
    from area_snapshots
    inner join forums
        on
            area_snapshots.area_code = forums.area_code
            and area_snapshots.period_end >= forums.established_on
            and (forums.ended_on is null or area_snapshots.period_end <= forums.ended_on)
    inner join seats
        on
            forums.forum_id = seats.forum_id
            and area_snapshots.period_end >= seats.started_on
            and (seats.ended_on is null or area_snapshots.period_end <= seats.ended_on)
),

recorded as (
    select
        forums.area_code,
        min(seats.started_on) as since
    from seats
    inner join forums on seats.forum_id = forums.forum_id
    group by forums.area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (
                    where held.sector in ('nursery', 'primary', 'secondary', 'special', 'college')
                )
        end as numerator,
        count(held.seat_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join held
        on
            area_snapshots.area_code = held.area_code
            and area_snapshots.period_end = held.period_end
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
