-- title: Members gained in the year
-- question: How many memberships are new in the last twelve months?
-- theme: reach
-- kind: percentage
-- unit: % of memberships
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Memberships that hold on the day and did not hold a year before
-- denominator: Memberships that hold on the day, one for each institution and partnership, of
--   institutions of the authority
-- counts: partnerships
-- uncertainty: process
-- kinds: collaboration
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: Many new members may mean growth, or that partnerships do not last. A register filled
--   in late looks like growth. In the first year of an authority there is no year before.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        began_on,
        case
            when any_value(is_recorded) then count(*) filter (where is_member and not was_member)
        end as numerator,
        case when began_on is not null then count(*) filter (where is_member) end as denominator
    from membership_changes
    group by area_code, period_end, began_on
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    case
        when began_on is null then 'not_available'
        else gap_reason(numerator, denominator)
    end as missing_reason,
    'final' as period_status
from counted
