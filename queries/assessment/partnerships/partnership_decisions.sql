-- title: What has to be decided of partnerships, schools and grants, with the facts of each
-- grain: one row for each date, authority and thing to decide
-- note: share is what it touches, of all there is of its kind in the authority: institutions,
--   schools under intervention, pounds. decide_on is the day it is due: now for a school under
--   intervention without an agreement; what else has no day of its own is due on the next day of
--   judging, a year on. subject is what the page behind it is opened for. facts fill in the words
--   of text/decisions.csv.

with days as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        cast(dated_areas.as_at + interval 1 year as date) as next_on
    from dated_areas
    inner join recent_dates on dated_areas.as_at = recent_dates.as_at
),

schools as (
    select
        reached_institutions.period_end as as_at,
        reached_institutions.area_code,
        count(*) as institutions,
        count(*) filter (where reached_institutions.partnerships = 0) as outside,
        bool_or(reached_institutions.partnerships > 0) as is_recorded
    from reached_institutions
    group by reached_institutions.period_end, reached_institutions.area_code
),

in_concern as (
    select
        days.as_at,
        days.area_code,
        count(distinct concerns.institution_id) as schools,
        count(distinct concerns.institution_id)
        filter (where concerns.agreement = 'none') as without_agreement
    from days
    inner join concerns
        on
            days.area_code = concerns.area_code
            and days.as_at >= concerns.concern_on
            and (concerns.ended_on is null or days.as_at <= concerns.ended_on)
    group by days.as_at, days.area_code
),

collaborations as (
    select
        days.as_at,
        days.area_code,
        days.next_on,
        partnership_states.partnership_id,
        partnership_states.members,
        partnership_states.agreed_to,
        coalesce(partnership_states.is_agreed, false) as is_agreed,
        partnership_states.reviewed_on,
        partnerships.name
    from days
    inner join partnership_states
        on
            days.as_at = partnership_states.period_end
            and days.area_code = partnership_states.area_code
    inner join partnerships on partnership_states.partnership_id = partnerships.partnership_id
    where partnership_states.counts_as = 'collaboration'
),

no_paper as (
    select
        as_at,
        area_code,
        any_value(next_on) as next_on,
        sum(members) as members,
        list(name order by name) as names
    from collaborations
    where not is_agreed and reviewed_on is null
    group by as_at, area_code
),

in_force as (
    select
        days.as_at,
        days.area_code,
        days.next_on,
        funding.line_id,
        funding.partnership_id,
        funding.grant_ends_on,
        funding.spent,
        sum(funding.spent) over (
            partition by days.as_at, days.area_code
            order by funding.line_id
            rows between unbounded preceding and unbounded following
        ) as whole
    from days
    inner join funding
        on
            days.area_code = funding.area_code
            and days.as_at between funding.period_start and funding.period_end
    where
        funding.route in ('devolved', 'retained')
        and (funding.grant_ends_on is null or funding.grant_ends_on >= days.as_at)
),

paid as (
    select
        in_force.as_at,
        in_force.line_id,
        count(*) as posts
    from in_force
    inner join posts
        on
            in_force.line_id = posts.funding_line_id
            and in_force.as_at >= posts.started_on
            and (posts.ended_on is null or in_force.as_at <= posts.ended_on)
    group by in_force.as_at, in_force.line_id
),

ending as (
    select
        in_force.as_at,
        in_force.area_code,
        in_force.partnership_id,
        in_force.grant_ends_on,
        any_value(partnerships.name) as name,
        any_value(in_force.whole) as whole,
        coalesce(sum(paid.posts), 0) as posts,
        case
            when count(in_force.spent) = count(*)
                then sum(in_force.spent order by in_force.line_id)
        end as spent
    from in_force
    inner join partnerships on in_force.partnership_id = partnerships.partnership_id
    left join paid on in_force.as_at = paid.as_at and in_force.line_id = paid.line_id
    where in_force.grant_ends_on <= in_force.next_on
    group by
        in_force.as_at, in_force.area_code, in_force.partnership_id, in_force.grant_ends_on
),

facts as (
    select
        as_at,
        area_code,
        'concern_without_agreement' as decision,
        number_form(without_agreement) as form,
        '' as subject,
        as_at as decide_on,
        quotient(without_agreement, schools) as share,
        map {
            'count': cast(without_agreement as varchar)
        } as facts
    from in_concern
    where without_agreement > 0

    union all

    select
        no_paper.as_at,
        no_paper.area_code,
        'no_paper' as decision,
        number_form(len(no_paper.names)) as form,
        '' as subject,
        no_paper.next_on as decide_on,
        least(1, quotient(no_paper.members, schools.institutions)) as share,
        map {
            'count': cast(len(no_paper.names) as varchar),
            'names': listed_in_part(no_paper.names)
        } as facts
    from no_paper
    left join schools
        on no_paper.as_at = schools.as_at and no_paper.area_code = schools.area_code

    union all

    select
        days.as_at,
        days.area_code,
        'in_none' as decision,
        number_form(schools.outside) as form,
        '' as subject,
        days.next_on as decide_on,
        quotient(schools.outside, schools.institutions) as share,
        map {
            'count': cast(schools.outside as varchar),
            'all': cast(schools.institutions as varchar)
        } as facts
    from days
    inner join schools on days.as_at = schools.as_at and days.area_code = schools.area_code
    where schools.is_recorded and schools.outside > 0

    union all

    select
        as_at,
        area_code,
        'grant_ends' as decision,
        'any' as form,
        partnership_id as subject,
        grant_ends_on as decide_on,
        quotient(spent, whole) as share,
        map {
            'name': name,
            'money': coalesce(money_text(spent, 0), 'an amount not recorded'),
            'day': strftime(grant_ends_on, '%-d %b %Y'),
            'posts': case
                when posts = 1 then ', and with it one post'
                when posts > 1 then ', and with it ' || cast(posts as varchar) || ' posts'
                else ''
            end
        } as facts
    from ending

    union all

    select
        collaborations.as_at,
        collaborations.area_code,
        'agreement_ends' as decision,
        'any' as form,
        collaborations.partnership_id as subject,
        collaborations.agreed_to as decide_on,
        least(1, quotient(collaborations.members, schools.institutions)) as share,
        map {
            'name': collaborations.name,
            'day': strftime(collaborations.agreed_to, '%-d %b %Y'),
            'members': cast(collaborations.members as varchar)
        } as facts
    from collaborations
    left join schools
        on collaborations.as_at = schools.as_at and collaborations.area_code = schools.area_code
    where
        collaborations.is_agreed
        and collaborations.agreed_to between collaborations.as_at and collaborations.next_on
)

select
    as_at,
    area_code,
    decision,
    form,
    subject,
    decide_on,
    share,
    facts
from facts
order by as_at, area_code, decision, decide_on, subject
