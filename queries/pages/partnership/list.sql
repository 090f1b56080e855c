-- title: Partnerships to choose from
-- params: area_code, as_at
-- note: Those the authority keeps a record of and those its institutions have been members of, up
--   to the date; federations and trusts of the schools register where no register is loaded. A
--   page opens on the one with the most members.

with groups as (
    select
        group_id,
        count(distinct urn) filter (where area_code = $area_code) as here,
        count(distinct urn) as schools
    from school_group_members
    where
        source = 'schools_register'
        and group_status = 'open'
        and group_type not in ('school_sponsor', 'single_academy_trust')
        and not exists (select 1 from partnerships)
    group by group_id
),

here as (
    select partnership_id
    from partnerships
    where area_code = $area_code
    union
    select memberships.partnership_id
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
    where institutions.area_code = $area_code and memberships.joined_on <= cast($as_at as date)
),

own as (
    select
        partnerships.partnership_id as code,
        partnerships.name || case
            when partnerships.ended_on < cast($as_at as date)
                then ' (ended ' || year(partnerships.ended_on) || ')'
            else ''
        end as label,
        partnership_states.members
    from partnerships
    inner join here on partnerships.partnership_id = here.partnership_id
    left join partnership_states
        on
            partnerships.partnership_id = partnership_states.partnership_id
            and partnership_states.area_code = $area_code
            and partnership_states.period_end = cast($as_at as date)
    where partnerships.started_on <= cast($as_at as date)
    union all
    select
        groups.group_id as code,
        school_groups.name as label,
        groups.here as members
    from groups
    inner join school_groups
        on groups.group_id = school_groups.group_id and school_groups.source = 'schools_register'
    where groups.here > 0 and groups.schools > 1
)

select
    code,
    label,
    row_number() over (order by members desc nulls last, label asc) = 1 as is_default
from own
order by label
