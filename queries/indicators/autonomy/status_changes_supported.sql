-- title: Status changes the authority supported
-- question: When schools propose a change of status, how often does the authority support them?
-- theme: autonomy
-- kind: percentage
-- unit: % of proposals
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 36
-- polarity: higher_is_better
-- numerator: Proposals (foundation, trust, academy) of the three years to the day whose recorded
--   stance is support
-- denominator: Proposals of the three years to the day with a recorded stance, and those older
--   than a year without one
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: status_changes, institutions
-- caveat: Few schools propose a change in a year, so three years are taken together. Support is
--   not always right: a proposal may be a poor one.
-- owner: partnerships team
-- status: published

with local_changes as (
    select
        institutions.area_code,
        status_changes.*
    from status_changes
    inner join institutions on status_changes.institution_id = institutions.institution_id
),

recorded as (
    select
        area_code,
        min(proposed_on) as since
    from local_changes
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (
                    where
                    local_changes.stance = 'supported'
                    and local_changes.stance_on <= area_snapshots.period_end
                )
        end as numerator,
        count(local_changes.change_id) filter (
            where
            local_changes.stance_on <= area_snapshots.period_end
            or local_changes.proposed_on <= area_snapshots.period_end - interval 1 year
        ) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_changes
        on
            area_snapshots.area_code = local_changes.area_code
            and area_snapshots.period_end >= local_changes.proposed_on
            and local_changes.proposed_on > area_snapshots.period_end - interval 3 year
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
