-- title: Policy areas with partnership seats
-- question: In how many policy areas do leaders of partnerships have a seat?
-- theme: voice
-- kind: percentage
-- unit: % of the policy areas on the list
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Policy areas on the list with a forum on which a leader of a partnership holds a
--   seat on the day
-- denominator: Policy areas on the list of the day, kept in data/reference/policy_areas.csv: those
--   of the article, the schools forum, the children's board, and today special educational needs
-- counts: areas
-- uncertainty: complete
-- period: date
-- source: forums, seats, policy_areas
-- caveat: A seat is not a say: read it with attendance and what leaders say. One seat counts as
--   much as five. There is no interval: the list is complete.
-- owner: partnerships team
-- status: published

with listed as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        policy_areas.policy_area
    from area_snapshots
    left join policy_areas
        on
            area_snapshots.period_end >= coalesce(policy_areas.in_use_from, date '0001-01-01')
            and area_snapshots.period_end <= coalesce(policy_areas.in_use_to, date '9999-12-31')
),

seated as (
    select distinct
        listed.area_code,
        listed.period_end,
        listed.policy_area
    from listed
    inner join forums
        on
            listed.area_code = forums.area_code
            and listed.policy_area = forums.policy_area
            and listed.period_end >= forums.established_on
            and (forums.ended_on is null or listed.period_end <= forums.ended_on)
    inner join seats
        on
            forums.forum_id = seats.forum_id
            and seats.sector = 'partnership_leader'
            and listed.period_end >= seats.started_on
            and (seats.ended_on is null or listed.period_end <= seats.ended_on)
),

recorded as (
    select
        area_code,
        min(established_on) as since
    from forums
    group by area_code
)

select
    listed.area_code,
    listed.period_end,
    case when min(recorded.since) <= listed.period_end then count(seated.policy_area) end
        as numerator,
    nullif(count(listed.policy_area), 0) as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from listed
left join recorded on listed.area_code = recorded.area_code
left join seated
    on
        listed.area_code = seated.area_code
        and listed.period_end = seated.period_end
        and listed.policy_area = seated.policy_area
group by listed.area_code, listed.period_end
