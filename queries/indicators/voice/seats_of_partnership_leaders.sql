-- title: Seats of partnership leaders
-- question: How many of the seats where policy is made do leaders of partnerships hold?
-- theme: voice
-- kind: percentage
-- unit: % of seats
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Seats held on the day by leaders of partnerships, on all forums in the register
-- denominator: All seats held on the day on those forums
-- counts: seats
-- uncertainty: complete
-- period: date
-- source: forums, seats
-- caveat: A larger share is not a louder voice, and half the seats is no target: others must sit
--   there too. Whether they have any seat is shown by policy areas with partnership seats.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (where sector = 'partnership_leader')
        end as numerator,
        count(seat_id) as denominator
    from held_seats
    group by area_code, period_end
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
