-- title: Partnerships that serve a priority
-- question: How many partnerships serve a priority of the children and young people's plan?
-- theme: vision
-- kind: percentage
-- unit: % of partnerships
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Active partnerships recorded as leading or contributing to a priority of a plan in
--   force on the day
-- denominator: All partnerships active on the day that the authority keeps a record of
-- counts: partnerships
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: partnerships, priorities, priority_partnerships
-- caveat: A partnership may serve children well outside the plan's priorities. Where no plan is
--   recorded the figure is not collected, not zero.
-- owner: partnerships team
-- status: published

with serving as (
    select distinct
        area_snapshots.period_end,
        priority_partnerships.partnership_id
    from area_snapshots
    inner join priorities
        on
            area_snapshots.area_code = priorities.area_code
            and area_snapshots.period_end between priorities.plan_start and priorities.plan_end
    inner join priority_partnerships on priorities.priority_id = priority_partnerships.priority_id
),

recorded as (
    select
        area_code,
        min(plan_start) as since
    from priorities
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when
                min(recorded.since) <= area_snapshots.period_end
                and count(active_partnerships.partnership_id) > 0
                then count(serving.partnership_id)
        end as numerator,
        count(active_partnerships.partnership_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join active_partnerships
        on
            area_snapshots.area_code = active_partnerships.area_code
            and area_snapshots.period_end = active_partnerships.period_end
    left join serving
        on
            active_partnerships.partnership_id = serving.partnership_id
            and active_partnerships.period_end = serving.period_end
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
