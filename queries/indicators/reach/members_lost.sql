-- title: Members lost in the year
-- question: How many memberships came to an end in the last twelve months?
-- theme: reach
-- kind: percentage
-- unit: % of memberships a year before
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Memberships of a year before the day that no longer hold, because the institution
--   left or the partnership ended
-- denominator: Memberships of a year before the day, one for each institution and partnership, of
--   institutions of the authority that are still open
-- counts: partnerships
-- uncertainty: process
-- kinds: collaboration
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: Not a loss in itself: a pairing ends when its work is done. Who left and came back
--   within the year is not seen. In the first year of an authority there is no year before.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        began_on,
        case
            when any_value(is_recorded)
                then count(*) filter (where was_member and is_open and not is_member)
        end as numerator,
        case when began_on is not null then count(*) filter (where was_member and is_open) end
            as denominator
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
