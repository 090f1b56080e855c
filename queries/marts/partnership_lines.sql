-- title: Terms of members, agreements and reviews of each partnership, as lines to be drawn
-- grain: one row for each term, agreement and review; for schools of the register, one each
-- note: part is 0 for agreements, 1 for reviews, 2 for terms of a lead and 3 for those of others;
--   member tells two schools of one name apart; since is the day its first term began. register_day
--   is the day on which the schools register knew of a term. In the order in which a page asks.

with lines as (
    select
        memberships.partnership_id,
        case memberships.role when 'lead' then 2 else 3 end as part,
        coalesce(memberships.institution_id, memberships.partner, 'not named') as member,
        coalesce(institutions.name, memberships.partner, 'not named') as name,
        case
            when institutions.institution_id is not null then replace(institutions.phase, '_', ' ')
            else coalesce(memberships.partner_kind, 'partner')
        end as what,
        memberships.role,
        coalesce(memberships.joined_on, partnerships.started_on) as started_on,
        coalesce(memberships.left_on, partnerships.ended_on) as ended_on,
        cast(null as date) as register_day
    from memberships
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    left join institutions on memberships.institution_id = institutions.institution_id
    union all
    select
        group_id as partnership_id,
        3 as part,
        cast(urn as varchar) as member,
        name,
        coalesce(replace(phase, '_', ' '), 'school') as what,
        'member' as role,
        joined_on as started_on,
        cast(null as date) as ended_on,
        as_at as register_day
    from school_group_members
    where source = 'schools_register'
    union all
    select
        partnership_id,
        0 as part,
        '' as member,
        'Agreement' as name,
        'agreement' as what,
        '' as role,
        signed_on as started_on,
        ends_on as ended_on,
        cast(null as date) as register_day
    from agreements
    union all
    select
        partnership_id,
        1 as part,
        '' as member,
        'Reviews' as name,
        'review' as what,
        '' as role,
        reviewed_on as started_on,
        reviewed_on as ended_on,
        cast(null as date) as register_day
    from reviews
)

select
    *,
    case
        when part > 1 then min(started_on) over (partition by partnership_id, part > 1, member)
    end as since
from lines
where started_on is not null
order by partnership_id, started_on
