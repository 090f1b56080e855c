-- title: Attendance of partnership leaders
-- question: How often do leaders of partnerships take the seats they have on forums?
-- theme: voice
-- kind: percentage
-- unit: % of seats at meetings
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 12
-- polarity: higher_is_better
-- numerator: Seats of leaders of partnerships taken at meetings of the twelve months to the day
-- denominator: Seats of leaders of partnerships at those meetings with recorded attendance
-- counts: seats
-- uncertainty: process
-- period: date
-- source: attendance, seats, forums
-- caveat: Those who come may still not be heard. Meetings without a record of attendance are not
--   in the figure. Seats of the same leader are not independent of one another, so the interval
--   is too narrow if anything.
-- owner: partnerships team
-- status: published

with leader_meetings as (
    select
        forums.area_code,
        attendance.seat_id,
        attendance.met_on,
        attendance.attended
    from attendance
    inner join seats on attendance.seat_id = seats.seat_id
    inner join forums on seats.forum_id = forums.forum_id
    where seats.sector = 'partnership_leader'
),

recorded as (
    select
        forums.area_code,
        min(attendance.met_on) as since
    from attendance
    inner join seats on attendance.seat_id = seats.seat_id
    inner join forums on seats.forum_id = forums.forum_id
    group by forums.area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (where leader_meetings.attended)
        end as taken,
        count(leader_meetings.attended) as seats,
        is_few_posts(
            count(distinct leader_meetings.seat_id)
            filter (where leader_meetings.attended is not null)
        ) as is_hidden
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join leader_meetings
        on
            area_snapshots.area_code = leader_meetings.area_code
            and area_snapshots.period_end >= leader_meetings.met_on
            and leader_meetings.met_on > area_snapshots.period_end - interval 1 year
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    case when not is_hidden then taken end as numerator,
    case when not is_hidden then seats end as denominator,
    percentage(numerator, denominator) as value,
    case when is_hidden then 'suppressed' else gap_reason(numerator, denominator) end
        as missing_reason,
    'final' as period_status
from counted
