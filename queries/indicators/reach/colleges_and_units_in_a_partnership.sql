-- title: Colleges and pupil referral units in a partnership
-- question: How many colleges and pupil referral units work in at least one partnership?
-- theme: reach
-- kind: percentage
-- unit: % of colleges and pupil referral units
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Open colleges and pupil referral units that are members of one or more partnerships
--   active on the day, wherever the partnership is recorded
-- denominator: All open colleges and pupil referral units, in the authority on the day
-- counts: institutions
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: A handful at most, so the two are taken together and the interval is wide. A college
--   may work with schools of several authorities; it counts where it lies.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (where phases = 'unit' and kinds_count >= 1)
        end as numerator,
        case
            when any_value(is_known)
                then count(institution_id) filter (where phases = 'unit')
        end as denominator
    from counted_institutions
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
