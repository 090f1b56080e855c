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

with days as (
    select distinct period_end
    from area_snapshots
),

listed_areas as (
    select
        days.period_end,
        policy_areas.policy_area
    from days
    inner join policy_areas
        on
            (policy_areas.in_use_from is null or days.period_end >= policy_areas.in_use_from)
            and (policy_areas.in_use_to is null or days.period_end <= policy_areas.in_use_to)
),

seated as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        count(distinct forums.policy_area) as areas_seated
    from area_snapshots
    inner join forums
        on
            area_snapshots.area_code = forums.area_code
            and area_snapshots.period_end >= forums.established_on
            and (forums.ended_on is null or area_snapshots.period_end <= forums.ended_on)
    inner join listed_areas
        on
            forums.policy_area = listed_areas.policy_area
            and area_snapshots.period_end = listed_areas.period_end
    inner join seats
        on
            forums.forum_id = seats.forum_id
            and seats.sector = 'partnership_leader'
            and area_snapshots.period_end >= seats.started_on
            and (seats.ended_on is null or area_snapshots.period_end <= seats.ended_on)
    group by area_snapshots.area_code, area_snapshots.period_end
),

recorded as (
    select
        area_code,
        min(established_on) as since
    from forums
    group by area_code
),

listed as (
    select
        period_end,
        count(*) as areas_listed
    from listed_areas
    group by period_end
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when recorded.since <= area_snapshots.period_end
                then coalesce(seated.areas_seated, 0)
        end as numerator,
        listed.areas_listed as denominator
    from area_snapshots
    left join listed on area_snapshots.period_end = listed.period_end
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join seated
        on
            area_snapshots.area_code = seated.area_code
            and area_snapshots.period_end = seated.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from counted
