-- title: Schools in special measures
-- question: How many schools are in special measures?
-- theme: intervention
-- kind: count
-- unit: schools
-- per: 1
-- decimals: 0
-- least_difference: 1
-- polarity: lower_is_better
-- numerator: Schools of the authority in special measures on the day, by the authority's own
--   register
-- denominator: None: a bare count
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: interventions, institutions
-- caveat: A bare count, never compared: a large authority has more. It depends on when inspectors
--   came.
-- note: National indicator 89 counted schools in special measures. Published data of today holds
--   no such count by authority.
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
                then count(distinct local_interventions.institution_id)
        end as numerator,
        cast(null as double) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_interventions
        on
            area_snapshots.area_code = local_interventions.area_code
            and local_interventions.intervention = 'special_measures'
            and area_snapshots.period_end >= local_interventions.concern_on
            and (
                local_interventions.ended_on is null
                or area_snapshots.period_end < local_interventions.ended_on
            )
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    numerator as value,
    gap_reason(numerator, 1) as missing_reason,
    'final' as period_status
from counted
