-- title: One partnership on the date, in a sentence and in facts
-- params: partnership, as_at

with state as (
    select *
    from partnership_states
    where partnership_id = $partnership and period_end = cast($as_at as date)
),

functions as (
    select string_agg(devolvable_functions.title, '; ' order by devolvable_functions.title) as named
    from devolved_functions
    inner join devolvable_functions
        on devolved_functions.function = devolvable_functions.function
    where
        devolved_functions.partnership_id = $partnership
        and devolved_functions.devolved_on <= cast($as_at as date)
        and (
            devolved_functions.ended_on is null
            or devolved_functions.ended_on >= cast($as_at as date)
        )
),

-- Problems are those raised up to the date; solved later is open on the date.
raised as (
    select
        count(*) as problems,
        count(*) filter (
            where resolved_on is null or resolved_on > cast($as_at as date)
        ) as still_open
    from problems
    where partnership_id = $partnership and raised_on <= cast($as_at as date)
),

served as (
    select
        string_agg(
            priorities.title
            || case priority_partnerships.role when 'leads' then ' (leads)' else '' end,
            '; ' order by priority_partnerships.role desc, priorities.title asc
        ) as named
    from priority_partnerships
    inner join priorities on priority_partnerships.priority_id = priorities.priority_id
    where
        priority_partnerships.partnership_id = $partnership
        and cast($as_at as date) between priorities.plan_start and priorities.plan_end
),

joined as (
    select
        count(distinct school_group_members.urn) as schools,
        count(distinct school_group_members.area_code) as authorities,
        string_agg(distinct areas.name, ', ' order by areas.name) as named,
        max(school_group_members.as_at) as as_at
    from school_group_members
    inner join areas on school_group_members.area_code = areas.area_code
    where
        school_group_members.group_id = $partnership
        and school_group_members.source = 'schools_register'
)

select
    partnerships.name
    || case
        when state.partnership_id is null
            then ' ended on ' || strftime(partnerships.ended_on, '%-d %B %Y')
        else
            ': '
            || case
                when state.members + state.partners = 0 then 'no members'
                else
                    state.members + state.partners
                    || case state.members + state.partners when 1 then ' member' else ' members' end
            end
            || case
                when state.is_agreed and state.agreed_to is null then ', an agreement in force'
                when state.is_agreed
                    then ', an agreement to ' || strftime(state.agreed_to, '%-d %B %Y')
                when state.was_agreed then ', no agreement in force any more'
                else ', no written agreement recorded'
            end
            || case
                when state.reviewed_on is null then ', no review recorded'
                else ', last reviewed ' || strftime(state.reviewed_on, '%B %Y')
            end
    end as headline,
    partnership_kinds.title as kind_title,
    partnerships.objective,
    partnership_kinds.what,
    strftime(partnerships.started_on, '%-d %B %Y') || case
        when partnerships.ended_on is not null
            then ' to ' || strftime(partnerships.ended_on, '%-d %B %Y')
        else ''
    end as life,
    areas.name as kept_by,
    leads.name as led_by,
    state.members || ' institutions'
    || case
        when state.members_elsewhere > 0
            then ' (' || state.members_elsewhere || ' of other authorities)'
        else ''
    end
    || case
        when state.partners > 0 then ', other partners: ' || state.partners else ''
    end as members_said,
    served.named as serves,
    functions.named as functions_said,
    case
        when raised.problems > 0
            then raised.problems || ' raised, ' || raised.still_open || ' not yet resolved'
    end as problems_said,
    true as is_own,
    'the authority’s own registers' as source
from partnerships
inner join areas on partnerships.area_code = areas.area_code
inner join partnership_kinds on partnerships.kind = partnership_kinds.kind
cross join functions
cross join raised
cross join served
left join institutions as leads on partnerships.lead_institution_id = leads.institution_id
left join state on partnerships.partnership_id = state.partnership_id
where partnerships.partnership_id = $partnership
union all
select
    school_groups.name || ': ' || joined.schools || ' schools in ' || joined.authorities
    || case joined.authorities when 1 then ' authority' else ' authorities' end as headline,
    upper(school_groups.group_type[1]) || replace(school_groups.group_type[2:], '_', ' ')
        as kind_title,
    'As the schools register knows it; agreements, money and reviews stand in an authority’s '
    || 'own registers, which are not loaded.' as objective,
    upper(school_groups.group_type[1]) || replace(school_groups.group_type[2:], '_', ' ') as what,
    strftime(school_groups.opened_on, '%-d %B %Y') as life,
    'Department for Education' as kept_by,
    cast(null as text) as led_by,
    joined.schools || ' schools in ' || joined.named as members_said,
    cast(null as text) as serves,
    cast(null as text) as functions_said,
    cast(null as text) as problems_said,
    false as is_own,
    'Department for Education, schools register, ' || strftime(joined.as_at, '%B %Y') as source
from school_groups
cross join joined
where school_groups.group_id = $partnership and school_groups.source = 'schools_register'
