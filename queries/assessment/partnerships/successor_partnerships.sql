-- title: Partnerships of an authority that is to end, and whether they cross the new line
-- grain: one row for each partnership and assessment date before the reorganisation
-- note: Those that count as collaboration and that the authority keeps. side is crosses where its
--   members go to two authorities or more, else the one they go to, or not_placed where no member
--   is placed. Members that are not placed, or lie elsewhere, are counted and decide nothing.
--   devolved and retained are the lines in force on the day, £ a year, each empty where a line has
--   no sum; what is delegated belongs to schools and goes with them.

with days as (
    select distinct
        area_code,
        as_at
    from successor_institutions
),

members as (
    select
        active_partnerships.period_end as as_at,
        active_partnerships.area_code,
        active_partnerships.partnership_id,
        successor_institutions.authority,
        active_memberships.institution_id is not null as is_member,
        active_memberships.area_code <> active_partnerships.area_code as is_elsewhere
    from active_partnerships
    inner join days
        on
            active_partnerships.area_code = days.area_code
            and active_partnerships.period_end = days.as_at
    left join active_memberships
        on
            active_partnerships.partnership_id = active_memberships.partnership_id
            and active_partnerships.period_end = active_memberships.period_end
    left join successor_institutions
        on
            active_memberships.institution_id = successor_institutions.institution_id
            and active_memberships.period_end = successor_institutions.as_at
            and active_partnerships.area_code = successor_institutions.area_code
),

placed as (
    select
        as_at,
        area_code,
        partnership_id,
        count(distinct authority) filter (where authority <> 'not_placed') as sides,
        min(authority) filter (where authority <> 'not_placed') as authority,
        count(*) filter (where is_member) as members,
        count(*) filter (where authority = 'not_placed') as not_placed,
        count(*) filter (where is_elsewhere) as elsewhere
    from members
    group by as_at, area_code, partnership_id
),

money as (
    select
        placed.as_at,
        placed.partnership_id,
        count(*) filter (where funding.route = 'devolved' and funding.spent is null)
            as gaps_devolved,
        count(*) filter (where funding.route = 'retained' and funding.spent is null)
            as gaps_retained,
        sum(funding.spent order by funding.line_id) filter (where funding.route = 'devolved')
            as devolved,
        sum(funding.spent order by funding.line_id) filter (where funding.route = 'retained')
            as retained,
        max(funding.spent_missing) as spent_missing
    from placed
    inner join funding
        on
            placed.partnership_id = funding.partnership_id
            and placed.as_at between funding.period_start and funding.period_end
            and funding.route in ('devolved', 'retained')
    group by placed.as_at, placed.partnership_id
)

select
    placed.as_at,
    placed.area_code,
    placed.partnership_id,
    case
        when placed.sides > 1 then 'crosses'
        when placed.sides = 1 then placed.authority
        else 'not_placed'
    end as side,
    placed.members,
    placed.not_placed,
    placed.elsewhere,
    case when money.gaps_devolved = 0 then coalesce(money.devolved, 0) end as devolved,
    case when money.gaps_retained = 0 then coalesce(money.retained, 0) end as retained,
    money.spent_missing
from placed
left join money
    on placed.as_at = money.as_at and placed.partnership_id = money.partnership_id
order by placed.area_code, placed.as_at, placed.partnership_id
