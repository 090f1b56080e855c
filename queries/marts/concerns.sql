-- title: Schools causing concern, the agreement that stood and who helps
-- grain: one row for each intervention
-- note: agreement is before (in force on the day concern arose, and made while no intervention was
--   open in the school), earlier (in force, but made during an earlier concern), after (made while
--   this one was open) or none; agreed_on is the day it was made.

with

standing as (
    select
        interventions.intervention_id,
        case
            when terms.agreed_on >= interventions.concern_on then 'after'
            when terms.made_in_concern then 'earlier'
            else 'before'
        end as agreement,
        terms.agreed_on
    from interventions
    inner join concern_agreement_terms as terms
        on
            interventions.institution_id = terms.institution_id
            and (
                terms.ends_on is null
                or interventions.concern_on <= terms.ends_on
            )
            and (
                interventions.ended_on is null
                or interventions.ended_on >= terms.agreed_on
            )
),

nearest as (
    select
        intervention_id,
        agreement,
        agreed_on
    from standing
    qualify
        row_number() over (
            partition by intervention_id
            order by
                case agreement when 'before' then 1 when 'earlier' then 2 else 3 end,
                agreed_on
        ) = 1
)

select
    interventions.intervention_id,
    institutions.area_code,
    interventions.institution_id,
    institutions.name,
    institutions.phase,
    interventions.intervention,
    interventions.concern_on,
    interventions.ended_on,
    coalesce(nearest.agreement, 'none') as agreement,
    nearest.agreed_on,
    interventions.followed_agreement,
    interventions.supporting_partnership_id as partnership_id,
    partnerships.name as partnership
from interventions
inner join institutions on interventions.institution_id = institutions.institution_id
left join nearest on interventions.intervention_id = nearest.intervention_id
left join partnerships on interventions.supporting_partnership_id = partnerships.partnership_id
