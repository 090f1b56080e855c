-- title: Partnerships on record on each day of counting, and what each counts as
-- grain: one row for each partnership and 31 August on which it was active
-- note: counts_as is collaboration, ownership (trusts, academy trusts and sponsors, whose schools
--   have one owner) or too_few_members. Members are institutions and other partners on the day,
--   closed institutions left out. Where an authority's partnerships have no register of memberships
--   members is empty: how many there are is unknown, and the partnership counts by its kind.

with recorded as (
    select
        snapshots.period_end,
        partnerships.partnership_id,
        partnerships.area_code,
        partnerships.kind,
        partnerships.started_on
    from partnerships
    cross join snapshots
    left join register_days on register_days.register = 'partnerships'
    where
        snapshots.period_end <= coalesce(register_days.complete_as_at, snapshots.period_end)
        and partnerships.started_on <= snapshots.period_end
        and (partnerships.ended_on is null or partnerships.ended_on >= snapshots.period_end)
),

kept as (
    select distinct partnerships.area_code
    from memberships
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
),

counted as (
    select
        recorded.period_end,
        recorded.partnership_id,
        count(distinct memberships.institution_id)
        + count(distinct memberships.partner) filter (
            where memberships.institution_id is null
        ) as members
    from recorded
    inner join memberships
        on
            recorded.partnership_id = memberships.partnership_id
            and (memberships.joined_on is null or recorded.period_end >= memberships.joined_on)
            and (memberships.left_on is null or recorded.period_end <= memberships.left_on)
    left join institutions on memberships.institution_id = institutions.institution_id
    where institutions.closed_on is null or institutions.closed_on >= recorded.period_end
    group by recorded.period_end, recorded.partnership_id
)

select
    recorded.period_end,
    recorded.partnership_id,
    recorded.area_code,
    recorded.kind,
    recorded.started_on,
    case when kept.area_code is not null then coalesce(counted.members, 0) end as members,
    case
        when partnership_kinds.nature = 'ownership' then 'ownership'
        when kept.area_code is null or counted.members >= partnership_kinds.least_members
            then 'collaboration'
        else 'too_few_members'
    end as counts_as
from recorded
left join partnership_kinds on recorded.kind = partnership_kinds.kind
left join kept on recorded.area_code = kept.area_code
left join counted
    on
        recorded.period_end = counted.period_end
        and recorded.partnership_id = counted.partnership_id
