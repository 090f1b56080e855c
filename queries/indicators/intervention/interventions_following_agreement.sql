-- title: Interventions that followed the agreement
-- question: When the authority stepped in, how often did it do as had been agreed beforehand?
-- theme: intervention
-- kind: percentage
-- unit: % of interventions
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 36
-- polarity: higher_is_better
-- numerator: Interventions begun in the three years to the day in which the steps agreed
--   beforehand were followed
-- denominator: All interventions begun in the three years to the day. Where nothing had been
--   agreed, nothing was followed
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: interventions, institutions
-- caveat: Interventions are few, so three years are taken together and the interval is wide.
--   Their number is never compared: many or few says nothing of how they were understood.
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
                    where local_interventions.followed_agreement
                )
        end as numerator,
        count(local_interventions.intervention_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_interventions
        on
            area_snapshots.area_code = local_interventions.area_code
            and area_snapshots.period_end >= local_interventions.concern_on
            and local_interventions.concern_on > area_snapshots.period_end - interval 3 year
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
