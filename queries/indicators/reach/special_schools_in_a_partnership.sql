-- title: Special schools in a partnership
-- question: How many special schools work in at least one partnership?
-- theme: reach
-- kind: percentage
-- unit: % of special schools
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Open special schools that are members of one or more partnerships active on the day,
--   wherever the partnership is recorded
-- denominator: All open special schools, academies included, in the authority on the day
-- counts: institutions
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: Few schools: one of them moves the figure far, and the interval is wide. Being a member
--   says nothing about what is done. Better placed schools partner less (National Audit Office,
--   2009), so a low figure is not always neglect.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case
            when any_value(is_recorded)
                then count(*) filter (where phases = 'special' and kinds_count >= 1)
        end as numerator,
        case
            when any_value(is_known)
                then count(institution_id) filter (where phases = 'special')
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
