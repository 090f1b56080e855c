-- title: Partnerships that can be looked at, by authority and date
-- grain: one row for each authority, assessment date and partnership
-- note: Those the authority keeps a record of and those its institutions have been members of, up
--   to the date; federations and trusts of two or more schools in the schools register where no
--   register is loaded. A page opens on the one with the most members. In the order in which a
--   page asks.

with kept as (
    select
        area_code,
        partnership_id,
        min(since) as since
    from (
        select
            area_code,
            partnership_id,
            started_on as since
        from partnerships
        union all
        select
            institutions.area_code,
            memberships.partnership_id,
            memberships.joined_on as since
        from memberships
        inner join institutions on memberships.institution_id = institutions.institution_id
        where memberships.joined_on is not null
    ) as listed
    group by area_code, partnership_id
),

own as (
    select
        assessment_dates.as_at,
        kept.area_code,
        partnerships.partnership_id as code,
        partnerships.name || case
            when partnerships.ended_on < assessment_dates.as_at
                then ' (ended ' || year(partnerships.ended_on) || ')'
            else ''
        end as label,
        partnership_states.members
    from kept
    inner join partnerships on kept.partnership_id = partnerships.partnership_id
    inner join assessment_dates
        on greatest(kept.since, partnerships.started_on) <= assessment_dates.as_at
    left join partnership_states
        on
            kept.area_code = partnership_states.area_code
            and kept.partnership_id = partnership_states.partnership_id
            and assessment_dates.as_at = partnership_states.period_end
),

counted as (
    select
        group_id,
        area_code,
        count(distinct urn) as here
    from school_group_members
    where
        source = 'schools_register'
        and group_status = 'open'
        and group_type not in ('school_sponsor', 'single_academy_trust')
        and not exists (select 1 from partnerships)
    group by group_id, area_code
),

groups as (
    select
        *,
        sum(here) over (partition by group_id) as schools
    from counted
),

offered as (
    select * from own
    union all
    select
        assessment_dates.as_at,
        groups.area_code,
        groups.group_id as code,
        school_groups.name as label,
        groups.here as members
    from groups
    inner join school_groups
        on groups.group_id = school_groups.group_id and school_groups.source = 'schools_register'
    cross join assessment_dates
    where groups.schools > 1
)

select
    area_code,
    as_at,
    code,
    label,
    row_number() over (
        partition by area_code, as_at
        order by members desc nulls last, label asc
    ) = 1 as is_default
from offered
order by area_code, as_at, label
