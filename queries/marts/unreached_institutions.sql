-- title: Institutions in no partnership on a day of counting, and the one each was last in
-- grain: one row for each institution and 31 August on which it was open and in no partnership

with last_terms as (
    select
        unreached.period_end,
        unreached.institution_id,
        partnerships.partnership_id,
        partnerships.name,
        least(memberships.left_on, partnerships.ended_on) as left_on,
        partnerships.ended_on <= coalesce(memberships.left_on, partnerships.ended_on) as is_ended
    from reached_institutions as unreached
    inner join memberships
        on
            unreached.institution_id = memberships.institution_id
            and unreached.period_end >= memberships.joined_on
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    where unreached.partnerships = 0
    qualify
        row_number() over (
            partition by unreached.period_end, unreached.institution_id
            order by memberships.left_on desc nulls first, partnerships.name asc
        ) = 1
)

select
    unreached.area_code,
    unreached.period_end,
    unreached.institution_id,
    unreached.phases,
    unreached.locality,
    institutions.name,
    replace(unreached.phase, '_', ' ') as phase,
    replace(unreached.institution_type, '_', ' ') as institution_type,
    last_terms.partnership_id,
    last_terms.name as last_partnership,
    last_terms.left_on,
    case
        when last_terms.is_ended then 'the partnership ended'
        when last_terms.institution_id is not null then 'it left'
    end as how,
    case when last_terms.institution_id is null then 'none recorded' end as never
from reached_institutions as unreached
inner join institutions on unreached.institution_id = institutions.institution_id
left join last_terms
    on
        unreached.period_end = last_terms.period_end
        and unreached.institution_id = last_terms.institution_id
where unreached.partnerships = 0
order by
    unreached.area_code asc,
    unreached.period_end asc,
    last_terms.left_on desc nulls last,
    unreached.phase asc,
    institutions.name asc
