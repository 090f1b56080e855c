-- title: Secondaries with a prior agreement
-- question: How many secondary schools have agreed beforehand what happens if they cause concern?
-- theme: intervention
-- kind: percentage
-- unit: % of secondary schools
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Open secondary schools with an agreement in force on the day that was made while no
--   intervention was open in the school
-- denominator: All open secondary schools in the authority on the day, academies and all-through
--   schools included
-- counts: institutions
-- uncertainty: complete
-- period: date
-- source: concern_agreements, interventions, institutions
-- caveat: An agreement on paper is understood only if it was discussed. Agreements made after
--   concern arose do not count, however good.
-- owner: partnerships team
-- status: published

with covered as (
    select distinct
        open_institutions.period_end,
        open_institutions.institution_id
    from open_institutions
    inner join concern_agreements
        on
            open_institutions.institution_id = concern_agreements.institution_id
            and open_institutions.period_end >= concern_agreements.agreed_on
            and (
                concern_agreements.ends_on is null
                or open_institutions.period_end <= concern_agreements.ends_on
            )
    left join interventions
        on
            concern_agreements.institution_id = interventions.institution_id
            and concern_agreements.agreed_on >= interventions.concern_on
            and (
                interventions.ended_on is null
                or concern_agreements.agreed_on <= interventions.ended_on
            )
    where interventions.intervention_id is null
),

recorded as (
    select
        institutions.area_code,
        min(concern_agreements.agreed_on) as since
    from institutions
    left join concern_agreements on institutions.institution_id = concern_agreements.institution_id
    group by institutions.area_code
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    case
        when min(recorded.since) <= area_snapshots.period_end then count(covered.institution_id)
    end as numerator,
    case when count(recorded.area_code) > 0 then count(open_institutions.institution_id) end
        as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from area_snapshots
left join recorded on area_snapshots.area_code = recorded.area_code
left join open_institutions
    on
        area_snapshots.area_code = open_institutions.area_code
        and area_snapshots.period_end = open_institutions.period_end
        and open_institutions.is_secondary
left join covered
    on
        open_institutions.institution_id = covered.institution_id
        and open_institutions.period_end = covered.period_end
group by area_snapshots.area_code, area_snapshots.period_end
