-- title: Priorities led by a partnership
-- question: How many of the plan's priorities are delivered under the lead of a partnership?
-- theme: vision
-- kind: percentage
-- unit: % of priorities
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Priorities of a plan in force on the day which an active partnership is recorded as
--   leading
-- denominator: All priorities of a plan in force on the day
-- counts: priorities
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: priorities, priority_partnerships, partnerships
-- caveat: Not every priority is one for schools to lead, so 100 % is no target. A lead on paper
--   may be no lead in practice.
-- owner: partnerships team
-- status: published

with led as (
    select distinct
        active_partnerships.period_end,
        priority_partnerships.priority_id
    from priority_partnerships
    inner join active_partnerships
        on priority_partnerships.partnership_id = active_partnerships.partnership_id
    where priority_partnerships.role = 'leads'
),

in_force as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        priorities.priority_id,
        led.priority_id as led_priority_id
    from area_snapshots
    inner join priorities
        on
            area_snapshots.area_code = priorities.area_code
            and area_snapshots.period_end between priorities.plan_start and priorities.plan_end
    left join led
        on
            priorities.priority_id = led.priority_id
            and area_snapshots.period_end = led.period_end
),

recorded as (
    select
        area_code,
        min(plan_start) as since
    from priorities
    group by area_code
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    case
        when min(recorded.since) <= area_snapshots.period_end
            then count(in_force.led_priority_id)
    end as numerator,
    count(in_force.priority_id) as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from area_snapshots
left join recorded on area_snapshots.area_code = recorded.area_code
left join in_force
    on
        area_snapshots.area_code = in_force.area_code
        and area_snapshots.period_end = in_force.period_end
group by area_snapshots.area_code, area_snapshots.period_end
