-- title: Seats of forums held on each day of counting
-- grain: one row for each authority, day of counting and seat held on it; one without a seat where
--   none is
-- note: is_recorded: the authority's register of seats had begun by the day.

with held as (
    select
        forums.area_code,
        forums.policy_area,
        seats.seat_id,
        seats.sector,
        greatest(forums.established_on, seats.started_on) as begun_on,
        least(forums.ended_on, seats.ended_on) as ended_on
    from seats
    inner join forums on seats.forum_id = forums.forum_id
),

recorded as (
    select
        forums.area_code,
        min(seats.started_on) as since
    from seats
    inner join forums on seats.forum_id = forums.forum_id
    group by forums.area_code
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    held.seat_id,
    held.sector,
    held.policy_area,
    coalesce(recorded.since <= area_snapshots.period_end, false) as is_recorded
from area_snapshots
left join recorded on area_snapshots.area_code = recorded.area_code
left join held
    on
        area_snapshots.area_code = held.area_code
        and area_snapshots.period_end >= held.begun_on
        and (held.ended_on is null or area_snapshots.period_end <= held.ended_on)
