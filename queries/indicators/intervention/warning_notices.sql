-- title: Warning notices
-- question: How many warning notices did the authority give in the last twelve months?
-- theme: intervention
-- kind: count
-- unit: warning notices
-- per: 1
-- decimals: 0
-- least_difference: 1
-- polarity: neutral
-- numerator: Warning notices given to schools of the authority in the twelve months to the day
-- denominator: None: a bare count
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: interventions, institutions
-- caveat: Never compared, ranked or judged: all England had 17 from April 2007 to August 2008 and
--   24 from then to mid-February 2009 (Hansard, 11 March 2009). Many may mean firmness or
--   trouble, none may mean that concerns are met earlier.
-- note: Bare counts (kind count) have no comparison, rank or level anywhere in the product.
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
                then count(local_interventions.intervention_id)
        end as numerator,
        cast(null as double) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_interventions
        on
            area_snapshots.area_code = local_interventions.area_code
            and local_interventions.intervention = 'warning_notice'
            and area_snapshots.period_end >= local_interventions.concern_on
            and local_interventions.concern_on > area_snapshots.period_end - interval 1 year
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
