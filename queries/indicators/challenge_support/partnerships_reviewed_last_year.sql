-- title: Partnerships reviewed in the last year
-- question: How many partnerships were reviewed in the last twelve months?
-- theme: challenge_support
-- kind: percentage
-- unit: % of partnerships a year old or more
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Active partnerships at least a year old with a review in the twelve months to the
--   day
-- denominator: All active partnerships at least a year old on the day that the authority keeps a
--   record of
-- counts: partnerships
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: reviews, partnerships
-- caveat: That a review took place says nothing of its quality. The National Audit Office (2009)
--   found that costs and benefits of partnerships are seldom reviewed locally.
-- owner: partnerships team
-- status: published

with counted as (
    select
        area_code,
        period_end,
        case when any_value(is_recorded) then count(*) filter (where is_reviewed) end as numerator,
        count(partnership_id) as denominator
    from reviewed_partnerships
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
