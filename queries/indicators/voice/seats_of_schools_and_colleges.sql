-- title: Seats of schools and colleges
-- question: How many of the seats where policy is made do schools and colleges hold?
-- theme: voice
-- kind: percentage
-- unit: % of seats
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Seats held on the day for nursery, primary, secondary and special schools and
--   colleges, on all forums in the register. Those of leaders of partnerships and of governors
--   are left out
-- denominator: All seats held on the day on those forums
-- counts: seats
-- uncertainty: complete
-- period: date
-- source: forums, seats
-- caveat: A head on a forum may speak for one school alone. Regulations fix part of the seats of
--   a schools forum.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (
                    where sector in ('nursery', 'primary', 'secondary', 'special', 'college')
                )
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
