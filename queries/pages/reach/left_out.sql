-- title: Institutions in no partnership on the date
-- params: area_code, as_at, phases
-- note: With the partnership that each was last in, if any.

with left_out as (
    select
        reached_institutions.institution_id,
        institutions.name,
        replace(reached_institutions.phase, '_', ' ') as phase,
        replace(reached_institutions.institution_type, '_', ' ') as institution_type
    from reached_institutions
    inner join institutions on reached_institutions.institution_id = institutions.institution_id
    where
        reached_institutions.area_code = $area_code
        and reached_institutions.period_end = cast($as_at as date)
        and reached_institutions.partnerships = 0
        and ($phases = 'all' or reached_institutions.phases = $phases)
),

last_terms as (
    select
        left_out.institution_id,
        partnerships.partnership_id,
        partnerships.name,
        coalesce(least(memberships.left_on, partnerships.ended_on), memberships.left_on) as left_on,
        partnerships.ended_on <= coalesce(memberships.left_on, partnerships.ended_on) as is_ended
    from left_out
    inner join memberships on left_out.institution_id = memberships.institution_id
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    where memberships.joined_on <= cast($as_at as date)
    qualify
        row_number() over (
            partition by left_out.institution_id
            order by memberships.left_on desc nulls first, partnerships.name asc
        ) = 1
)

select
    left_out.name,
    left_out.phase,
    left_out.institution_type,
    last_terms.partnership_id,
    last_terms.name as last_partnership,
    last_terms.left_on,
    case
        when last_terms.is_ended then 'the partnership ended'
        when last_terms.institution_id is not null then 'it left'
    end as how,
    case when last_terms.institution_id is null then 'none recorded' end as never
from left_out
left join last_terms on left_out.institution_id = last_terms.institution_id
order by last_terms.left_on desc nulls last, left_out.phase asc, left_out.name asc
