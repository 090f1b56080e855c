-- title: Partnerships with a written agreement
-- question: How many partnerships have a written agreement in force?
-- theme: reach
-- kind: percentage
-- unit: % of partnerships
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Active partnerships with a signed agreement in force on the day
-- denominator: All partnerships active on the day that the authority keeps a record of
-- counts: partnerships
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: agreements, partnerships
-- caveat: The Audit Commission (2005) found governance problems in 60 % of partnerships without
--   an agreement and 22 % of those with one. That does not show that the agreement prevents them.
-- owner: partnerships team
-- status: published

with agreed as (
    select distinct
        active_partnerships.period_end,
        active_partnerships.partnership_id
    from active_partnerships
    inner join agreements
        on
            active_partnerships.partnership_id = agreements.partnership_id
            and active_partnerships.period_end >= agreements.signed_on
            and (agreements.ends_on is null or active_partnerships.period_end <= agreements.ends_on)
),

recorded as (
    select
        partnerships.area_code,
        min(agreements.signed_on) as since
    from agreements
    inner join partnerships on agreements.partnership_id = partnerships.partnership_id
    group by partnerships.area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end then count(agreed.partnership_id)
        end as numerator,
        count(active_partnerships.partnership_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join active_partnerships
        on
            area_snapshots.area_code = active_partnerships.area_code
            and area_snapshots.period_end = active_partnerships.period_end
    left join agreed
        on
            active_partnerships.partnership_id = agreed.partnership_id
            and active_partnerships.period_end = agreed.period_end
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
