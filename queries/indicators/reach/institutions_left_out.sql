-- title: Institutions left out
-- question: How many institutions work in no partnership?
-- theme: reach
-- kind: count
-- unit: institutions
-- per: 1
-- decimals: 0
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: Open institutions that are members of no partnership active on the day
-- denominator: All open institutions in the authority on the day; given with the count, and not
--   divided by
-- counts: institutions
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: A bare count to act on, never compared: a large authority leaves out more. A school may
--   partner in ways nobody has recorded, or have chosen to work alone.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (where kinds_count = 0)
        end as numerator,
        case when any_value(is_known) then count(institution_id) end as denominator
    from counted_institutions
    group by area_code, period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    case when denominator > 0 then numerator end as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from counted
