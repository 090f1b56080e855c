-- title: Each partnership on each date, in a sentence and in facts
-- grain: one row for each partnership and assessment date since it began
-- note: Where no register of partnerships is loaded, federations and trusts of two or more schools
--   of the schools register, which is known as it stood once only. moved says who joined and left
--   in the twelve months to the date.

with dated as (
    select
        partnerships.*,
        assessment_dates.as_at
    from partnerships
    inner join assessment_dates on partnerships.started_on <= assessment_dates.as_at
),

functions as (
    select
        dated.partnership_id,
        dated.as_at,
        string_agg(devolvable_functions.title, '; ' order by devolvable_functions.title) as named
    from dated
    inner join devolved_functions
        on
            dated.partnership_id = devolved_functions.partnership_id
            and dated.as_at >= devolved_functions.devolved_on
            and (devolved_functions.ended_on is null or dated.as_at <= devolved_functions.ended_on)
    inner join devolvable_functions
        on devolved_functions.function = devolvable_functions.function
    group by dated.partnership_id, dated.as_at
),

-- Problems are those raised up to the date; solved later is open on the date.
raised as (
    select
        dated.partnership_id,
        dated.as_at,
        count(*) as problems,
        count(*) filter (
            where problems.resolved_on is null or problems.resolved_on > dated.as_at
        ) as still_open
    from dated
    inner join problems
        on dated.partnership_id = problems.partnership_id and dated.as_at >= problems.raised_on
    group by dated.partnership_id, dated.as_at
),

served as (
    select
        dated.partnership_id,
        dated.as_at,
        string_agg(
            priorities.title
            || case priority_partnerships.role when 'leads' then ' (leads)' else '' end,
            '; ' order by priority_partnerships.role desc, priorities.title asc
        ) as named
    from dated
    inner join priority_partnerships on dated.partnership_id = priority_partnerships.partnership_id
    inner join priorities
        on
            priority_partnerships.priority_id = priorities.priority_id
            and dated.as_at between priorities.plan_start and priorities.plan_end
    group by dated.partnership_id, dated.as_at
),

moved as (
    select
        partnership_lines.partnership_id,
        assessment_dates.as_at,
        count(distinct partnership_lines.member) filter (
            where partnership_lines.started_on > assessment_dates.as_at - interval 1 year
        ) as joined,
        count(distinct partnership_lines.member) filter (
            where
            partnership_lines.ended_on > assessment_dates.as_at - interval 1 year
            and partnership_lines.ended_on <= assessment_dates.as_at
        ) as gone
    from partnership_lines
    inner join assessment_dates on partnership_lines.started_on <= assessment_dates.as_at
    where partnership_lines.part > 1 and partnership_lines.register_day is null
    group by partnership_lines.partnership_id, assessment_dates.as_at
),

in_register as (
    select
        partnership_id,
        name,
        min(started_on) as started_on,
        max(register_day) as register_day
    from partnership_lines
    where register_day is not null
    group by partnership_id, name
),

known as (
    select
        in_register.partnership_id,
        assessment_dates.as_at,
        count(*) as schools,
        max(in_register.register_day) as register_day
    from in_register
    inner join assessment_dates on in_register.started_on <= assessment_dates.as_at
    group by in_register.partnership_id, assessment_dates.as_at
),

grouped as (
    select
        members.group_id,
        any_value(school_groups.name) as name,
        any_value(partnership_kinds.title) as what,
        any_value(strftime(school_groups.opened_on, '%-d %B %Y')) as life,
        count(distinct members.urn) as schools,
        count(distinct members.area_code) as authorities,
        string_agg(distinct areas.name, ', ' order by areas.name) as named,
        max(members.as_at) as register_day
    from school_group_members as members
    inner join areas on members.area_code = areas.area_code
    inner join school_groups
        on members.group_id = school_groups.group_id and members.source = school_groups.source
    left join partnership_kinds on school_groups.group_type = partnership_kinds.kind
    where
        members.source = 'schools_register'
        and members.group_id in (select partnership_choices.code from partnership_choices)
    group by members.group_id
)

select
    dated.partnership_id,
    dated.as_at,
    dated.name
    || case
        when state.partnership_id is null
            then ' ended on ' || strftime(dated.ended_on, '%-d %B %Y')
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
    dated.objective,
    partnership_kinds.what,
    strftime(dated.started_on, '%-d %B %Y') || case
        when dated.ended_on is not null then ' to ' || strftime(dated.ended_on, '%-d %B %Y')
        else ''
    end as life,
    areas.name as kept_by,
    leads.name as led_by,
    state.members || case state.members when 1 then ' institution' else ' institutions' end
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
    raised.problems || ' raised, '
    || case raised.still_open
        when 0 then case raised.problems when 1 then 'resolved' else 'all resolved' end
        else raised.still_open || ' not yet resolved'
    end as problems_said,
    case
        when moved.joined = 0 and moved.gone = 0
            then 'Nobody joined or left in the twelve months to the date'
        else
            case moved.joined when 0 then 'Nobody' else cast(moved.joined as text) end
            || ' joined and '
            || case moved.gone when 0 then 'nobody' else cast(moved.gone as text) end
            || ' left in the twelve months to the date'
    end as moved,
    true as is_own,
    'the authority’s own registers' as source
from dated
inner join areas on dated.area_code = areas.area_code
inner join partnership_kinds on dated.kind = partnership_kinds.kind
left join institutions as leads on dated.lead_institution_id = leads.institution_id
left join partnership_states as state
    on dated.partnership_id = state.partnership_id and dated.as_at = state.period_end
left join functions
    on dated.partnership_id = functions.partnership_id and dated.as_at = functions.as_at
left join raised on dated.partnership_id = raised.partnership_id and dated.as_at = raised.as_at
left join served on dated.partnership_id = served.partnership_id and dated.as_at = served.as_at
left join moved on dated.partnership_id = moved.partnership_id and dated.as_at = moved.as_at
union all
select
    grouped.group_id as partnership_id,
    assessment_dates.as_at,
    grouped.name || ': ' || grouped.schools || ' schools in ' || grouped.authorities
    || case grouped.authorities when 1 then ' authority' else ' authorities' end as headline,
    grouped.what as kind_title,
    'As the schools register knows it; agreements, money and reviews are in an authority’s '
    || 'own registers, which are not loaded.' as objective,
    grouped.what,
    grouped.life,
    'Department for Education' as kept_by,
    cast(null as text) as led_by,
    grouped.schools || ' schools in ' || grouped.named as members_said,
    cast(null as text) as serves,
    cast(null as text) as functions_said,
    cast(null as text) as problems_said,
    known.schools || ' schools as the register stood in '
    || strftime(known.register_day, '%B %Y') || '; who left before is not known' as moved,
    false as is_own,
    'Department for Education, schools register, ' || strftime(grouped.register_day, '%B %Y')
        as source
from grouped
cross join assessment_dates
left join known on grouped.group_id = known.partnership_id and assessment_dates.as_at = known.as_at
order by partnership_id, as_at
