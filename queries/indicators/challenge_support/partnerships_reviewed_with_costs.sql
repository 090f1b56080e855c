-- title: Partnerships reviewed with costs and benefits
-- question: How many partnerships had their costs and benefits reviewed in the last twelve
--   months?
-- theme: challenge_support
-- kind: percentage
-- unit: % of partnerships a year old or more
-- per: 100
-- decimals: 0
-- polarity: higher_is_better
-- numerator: Active partnerships at least a year old with a review in the twelve months to the
--   day that weighed costs and benefits
-- denominator: All active partnerships at least a year old on the day that the authority keeps a
--   record of
-- counts: partnerships
-- period: date
-- source: reviews, partnerships
-- caveat: The National Audit Office (2009) found that costs and benefits of single partnerships
--   are not reviewed locally, so low figures are usual. That they were weighed says nothing of
--   how well.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with reviewed as (
    select distinct
        active_partnerships.period_end,
        active_partnerships.partnership_id
    from active_partnerships
    inner join reviews
        on
            active_partnerships.partnership_id = reviews.partnership_id
            and active_partnerships.period_end >= reviews.reviewed_on
            and reviews.reviewed_on > active_partnerships.period_end - interval 1 year
            and reviews.costs_and_benefits
),

recorded as (
    select
        partnerships.area_code,
        min(reviews.reviewed_on) as since
    from reviews
    inner join partnerships on reviews.partnership_id = partnerships.partnership_id
    group by partnerships.area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(reviewed.partnership_id)
        end as numerator,
        count(active_partnerships.partnership_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join active_partnerships
        on
            area_snapshots.area_code = active_partnerships.area_code
            and area_snapshots.period_end = active_partnerships.period_end
            and active_partnerships.started_on <= area_snapshots.period_end - interval 1 year
    left join reviewed
        on
            active_partnerships.partnership_id = reviewed.partnership_id
            and active_partnerships.period_end = reviewed.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
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
