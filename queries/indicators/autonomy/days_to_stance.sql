-- title: Days to a stance
-- question: How long do schools wait for the authority's stance on a change of status?
-- theme: autonomy
-- kind: days
-- unit: days (median)
-- per: 1
-- decimals: 0
-- least_difference: 5
-- events_over: 36
-- polarity: lower_is_better
-- numerator: None: the value is the median of the days from proposal to stance
-- denominator: Proposals of the three years to the day on which a stance has been given
-- counts: days
-- uncertainty: process
-- period: date
-- source: status_changes, institutions
-- caveat: Proposals still waiting are not in the figure, so a long queue can hide. With few
--   proposals one case moves the median.
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
        cast(null as double) as numerator,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(local_changes.change_id)
        end as denominator,
        median(date_diff('day', local_changes.proposed_on, local_changes.stance_on)) as value
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_changes
        on
            area_snapshots.area_code = local_changes.area_code
            and area_snapshots.period_end >= local_changes.stance_on
            and local_changes.proposed_on > area_snapshots.period_end - interval 3 year
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    value,
    gap_reason(denominator, denominator) as missing_reason,
    'final' as period_status
from counted
