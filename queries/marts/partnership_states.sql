-- title: The state of each partnership on each day of counting
-- grain: one row for each partnership and 31 August on which it was active
-- note: Money is that of the lines whose period holds the day, unknown where a line has no amount.
--   Posts without an end, and agreements without one, go on. Members are institutions that are
--   open; other partners (police, employers) are counted apart.

with members as (
    select
        recorded_memberships.period_end,
        recorded_memberships.partnership_id,
        count(*) as members,
        count(*) filter (where recorded_memberships.area_code <> partnerships.area_code)
            as members_elsewhere,
        list(distinct institutions.phase order by institutions.phase) as phases,
        string_agg(
            distinct replace(institutions.phase, '_', ' '), ', '
            order by replace(institutions.phase, '_', ' ')
        ) as phases_said
    from recorded_memberships
    inner join partnerships on recorded_memberships.partnership_id = partnerships.partnership_id
    inner join institutions on recorded_memberships.institution_id = institutions.institution_id
    group by recorded_memberships.period_end, recorded_memberships.partnership_id
),

others as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        count(distinct memberships.partner) as partners
    from recorded_partnerships
    inner join memberships
        on
            recorded_partnerships.partnership_id = memberships.partnership_id
            and memberships.institution_id is null
            and (
                memberships.joined_on is null
                or recorded_partnerships.period_end >= memberships.joined_on
            )
            and (
                memberships.left_on is null
                or recorded_partnerships.period_end <= memberships.left_on
            )
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
),

agreed as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        bool_or(
            agreements.ends_on is null
            or agreements.ends_on >= recorded_partnerships.period_end
        ) as is_agreed,
        max(coalesce(agreements.ends_on, date '9999-12-31')) as agreed_to
    from recorded_partnerships
    inner join agreements
        on
            recorded_partnerships.partnership_id = agreements.partnership_id
            and recorded_partnerships.period_end >= agreements.signed_on
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
),

reviewed as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        max(reviews.reviewed_on) as reviewed_on
    from recorded_partnerships
    inner join reviews
        on
            recorded_partnerships.partnership_id = reviews.partnership_id
            and recorded_partnerships.period_end >= reviews.reviewed_on
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
),

money as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        count(*) as funding_lines,
        case
            when count(*) = count(funding.spent) then sum(funding.spent order by funding.spent)
        end as spent,
        max(funding.spent_missing) as spent_missing,
        min(funding.grant_ends_on) filter (
            where funding.grant_ends_on >= recorded_partnerships.period_end
        ) as grant_ends_on
    from recorded_partnerships
    inner join funding
        on
            recorded_partnerships.partnership_id = funding.partnership_id
            and recorded_partnerships.period_end between funding.period_start and funding.period_end
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
),

staffed as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        sum(posts.fte order by posts.fte) as fte,
        min(posts.ended_on) as post_ends_on
    from recorded_partnerships
    inner join posts
        on
            recorded_partnerships.partnership_id = posts.partnership_id
            and recorded_partnerships.period_end >= posts.started_on
            and (posts.ended_on is null or recorded_partnerships.period_end <= posts.ended_on)
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
),

served as (
    select
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        count(distinct priorities.priority_id) as priorities
    from recorded_partnerships
    inner join priority_partnerships
        on recorded_partnerships.partnership_id = priority_partnerships.partnership_id
    inner join priorities
        on
            priority_partnerships.priority_id = priorities.priority_id
            and recorded_partnerships.period_end
            between priorities.plan_start and priorities.plan_end
    group by recorded_partnerships.period_end, recorded_partnerships.partnership_id
)

select
    recorded_partnerships.period_end,
    recorded_partnerships.area_code,
    recorded_partnerships.partnership_id,
    recorded_partnerships.kind,
    recorded_partnerships.counts_as,
    recorded_partnerships.started_on,
    partnerships.ended_on,
    coalesce(members.members, 0) as members,
    coalesce(members.members_elsewhere, 0) as members_elsewhere,
    coalesce(others.partners, 0) as partners,
    coalesce(members.phases, []) as phases,
    members.phases_said,
    coalesce(agreed.is_agreed, false) as is_agreed,
    nullif(agreed.agreed_to, date '9999-12-31') as agreed_to,
    agreed.partnership_id is not null as was_agreed,
    reviewed.reviewed_on,
    coalesce(money.funding_lines, 0) as funding_lines,
    money.spent,
    money.spent_missing,
    money.grant_ends_on,
    staffed.fte,
    staffed.post_ends_on,
    coalesce(served.priorities, 0) as priorities
from recorded_partnerships
inner join partnerships on recorded_partnerships.partnership_id = partnerships.partnership_id
left join members
    on
        recorded_partnerships.period_end = members.period_end
        and recorded_partnerships.partnership_id = members.partnership_id
left join others
    on
        recorded_partnerships.period_end = others.period_end
        and recorded_partnerships.partnership_id = others.partnership_id
left join agreed
    on
        recorded_partnerships.period_end = agreed.period_end
        and recorded_partnerships.partnership_id = agreed.partnership_id
left join reviewed
    on
        recorded_partnerships.period_end = reviewed.period_end
        and recorded_partnerships.partnership_id = reviewed.partnership_id
left join money
    on
        recorded_partnerships.period_end = money.period_end
        and recorded_partnerships.partnership_id = money.partnership_id
left join staffed
    on
        recorded_partnerships.period_end = staffed.period_end
        and recorded_partnerships.partnership_id = staffed.partnership_id
left join served
    on
        recorded_partnerships.period_end = served.period_end
        and recorded_partnerships.partnership_id = served.partnership_id
order by recorded_partnerships.area_code, recorded_partnerships.period_end
