-- title: Schools causing concern with a partner's support
-- question: How many schools causing concern are helped by a partnership?
-- theme: intervention
-- kind: percentage
-- unit: % of interventions open in the last year
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 12
-- polarity: higher_is_better
-- numerator: Interventions open at any time in the twelve months to the day that name a
--   partnership which helps the school
-- denominator: All interventions open at any time in the twelve months to the day
-- counts: institutions
-- uncertainty: process
-- kinds: any
-- period: date
-- source: interventions, institutions
-- caveat: A school may have help that is not recorded as a partnership's. Few cases: the interval
--   is wide.
-- owner: partnerships team
-- status: published

with local_interventions as (
    select
        institutions.area_code,
        interventions.*
    from interventions
    inner join institutions on interventions.institution_id = institutions.institution_id
),

recorded as (
    select
        area_code,
        min(concern_on) as since
    from local_interventions
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (
                    where local_interventions.supporting_partnership_id is not null
                )
        end as numerator,
        count(local_interventions.intervention_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_interventions
        on
            area_snapshots.area_code = local_interventions.area_code
            and area_snapshots.period_end >= local_interventions.concern_on
            and (
                local_interventions.ended_on is null
                or local_interventions.ended_on > area_snapshots.period_end - interval 1 year
            )
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
