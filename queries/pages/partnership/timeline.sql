-- title: Members, agreements and reviews of a partnership over time
-- params: partnership, as_at
-- note: One row for each term, agreement and review up to the date. The schools register is known
--   as it stood once only. lane is the line it is drawn
--   on: agreements, reviews, then those who are members on the date, the lead first. What goes on
--   is drawn to the date, an agreement up to a year beyond it.

with terms as (
    select
        coalesce(institutions.name, memberships.partner, 'not named') as name,
        case
            when institutions.institution_id is not null then replace(institutions.phase, '_', ' ')
            else coalesce(memberships.partner_kind, 'partner')
        end as what,
        memberships.role,
        coalesce(memberships.joined_on, partnerships.started_on) as joined_on,
        coalesce(memberships.left_on, partnerships.ended_on) as left_on,
        cast(null as date) as as_at
    from memberships
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    left join institutions on memberships.institution_id = institutions.institution_id
    where memberships.partnership_id = $partnership
    union all
    select
        name,
        coalesce(replace(phase, '_', ' '), 'school') as what,
        'member' as role,
        joined_on,
        cast(null as date) as left_on,
        as_at
    from school_group_members
    where group_id = $partnership and source = 'schools_register'
),

members as (
    select
        *,
        least(
            coalesce(left_on, cast($as_at as date)),
            coalesce(as_at, cast($as_at as date)),
            cast($as_at as date)
        ) as drawn_to,
        coalesce(left_on >= cast($as_at as date), true) as is_member
    from terms
    where joined_on <= cast($as_at as date)
),

lines as (
    select
        0 as part,
        'Agreement' as name,
        'agreement' as what,
        '' as role,
        signed_on as started_on,
        ends_on as ended_on,
        least(
            coalesce(ends_on, date '9999-12-31'), cast($as_at as date) + interval 1 year
        ) as drawn_to,
        'Agreement' as lane_of,
        true as goes_on,
        date '0001-01-01' as since
    from agreements
    where partnership_id = $partnership and signed_on <= cast($as_at as date)
    union all
    select
        1 as part,
        'Reviews' as name,
        'review' as what,
        '' as role,
        reviewed_on as started_on,
        reviewed_on as ended_on,
        reviewed_on as drawn_to,
        'Reviews' as lane_of,
        true as goes_on,
        date '0001-01-01' as since
    from reviews
    where partnership_id = $partnership and reviewed_on <= cast($as_at as date)
    union all
    select
        case role when 'lead' then 2 else 3 end as part,
        name,
        what,
        role,
        joined_on as started_on,
        left_on as ended_on,
        drawn_to,
        name as lane_of,
        bool_or(is_member) over (partition by name) as goes_on,
        min(joined_on) over (partition by name) as since
    from members
),

placed as (
    select
        *,
        min(part) over (partition by lane_of) as lane_part
    from lines
),

drawn as (
    select
        *,
        dense_rank() over (order by not goes_on, lane_part, since, lane_of) as lane
    from placed
),

moved as (
    select
        count(distinct name) filter (
            where started_on > cast($as_at as date) - interval 1 year
        ) as joined,
        count(distinct name) filter (
            where
            ended_on > cast($as_at as date) - interval 1 year
            and ended_on <= cast($as_at as date)
        ) as gone,
        count(distinct name) as schools,
        (select max(members.as_at) from members) as as_at
    from lines
    where part > 1
)

select
    drawn.lane,
    drawn.name,
    drawn.what,
    drawn.role,
    drawn.started_on,
    case
        when drawn.ended_on <= cast($as_at as date) or drawn.part = 0 then drawn.ended_on
    end as ended_on,
    drawn.drawn_to,
    case
        when drawn.part = 0 then 'agreement'
        when drawn.part = 1 then 'review'
        when drawn.role = 'lead' then 'lead'
        else 'member'
    end as mark,
    case
        when moved.as_at is not null
            then
                moved.schools || ' schools as the register stood in '
                || strftime(moved.as_at, '%B %Y') || '; who left before is not known'
        when moved.joined = 0 and moved.gone = 0
            then 'Nobody joined or left in the twelve months to the date'
        else
            case moved.joined when 0 then 'Nobody' else cast(moved.joined as text) end
            || ' joined and '
            || case moved.gone when 0 then 'nobody' else cast(moved.gone as text) end
            || ' left in the twelve months to the date'
    end as sentence
from drawn
cross join moved
order by drawn.lane, drawn.started_on
