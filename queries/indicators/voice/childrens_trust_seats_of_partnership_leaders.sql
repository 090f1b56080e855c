-- title: Children's trust board seats of partnership leaders
-- question: How many seats of the children's trust board do leaders of partnerships hold?
-- theme: voice
-- kind: percentage
-- unit: % of seats of the children's trust board
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Seats of the children's trust board held on the day by leaders of partnerships
-- denominator: All seats of the children's trust board held on the day
-- counts: seats
-- uncertainty: complete
-- period: date
-- source: forums, seats
-- caveat: Few seats, so the interval is wide. None is a finding; how many is not: membership is
--   partly set by regulation. An authority whose register of forums does not hold it has no
--   figure.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (
                    where
                    sector = 'partnership_leader'
                    and policy_area in ('childrens_trust_board', 'childrens_partnership')
                )
        end as numerator,
        count(seat_id) filter (
            where policy_area in ('childrens_trust_board', 'childrens_partnership')
        ) as denominator
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
