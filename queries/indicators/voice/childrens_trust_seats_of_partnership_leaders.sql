-- title: Children's trust board seats of partnership leaders
-- question: How many seats of the children's trust board do leaders of partnerships hold?
-- theme: voice
-- kind: percentage
-- unit: % of seats of the children's trust board
-- per: 100
-- decimals: 0
-- polarity: neutral
-- numerator: Seats of the children's trust board held on the day by leaders of partnerships
-- denominator: All seats of the children's trust board held on the day
-- counts: seats
-- period: date
-- source: forums, seats
-- caveat: Few seats, so the interval is wide. None is a finding; how many is not: membership is
--   partly set by regulation. An authority whose register of forums does not hold it has no
--   figure.
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
    where forums.policy_area = 'childrens_trust_board'
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
                    where held.sector = 'partnership_leader'
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
