-- title: Months in category
-- question: How long do schools stay in a category of inspection?
-- theme: intervention
-- kind: score
-- unit: months (median)
-- per: 1
-- decimals: 1
-- least_difference: 2
-- polarity: lower_is_better
-- numerator: None: the value is the median of the months from the first to the last day in the
--   category
-- denominator: Terms in special measures, under a notice to improve or, since November 2024,
--   requiring significant improvement that ended in the three years to the day
-- counts: days
-- uncertainty: process
-- period: date
-- source: interventions, institutions
-- caveat: Terms that have not ended are not in the figure, so a school that has been in category
--   for years is not seen here. Few cases: one of them moves the median. A school that closes
--   leaves its category early.
-- owner: partnerships team
-- status: published

with local_interventions as (
    select
        institutions.area_code,
        interventions.*
    from interventions
    inner join institutions on interventions.institution_id = institutions.institution_id
),

categories as (
    select list(intervention order by intervention) as named
    from intervention_kinds
    where is_category
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
        cast(null as double) as numerator,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(local_interventions.intervention_id)
        end as denominator,
        median(
            date_diff('day', local_interventions.concern_on, local_interventions.ended_on)
        ) as days
    from area_snapshots
    cross join categories
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_interventions
        on
            area_snapshots.area_code = local_interventions.area_code
            and list_contains(categories.named, local_interventions.intervention)
            and area_snapshots.period_end >= local_interventions.ended_on
            and local_interventions.ended_on > area_snapshots.period_end - interval 3 year
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    quotient(days, 30.4375) as value,
    gap_reason(denominator, denominator) as missing_reason,
    'final' as period_status
from counted
