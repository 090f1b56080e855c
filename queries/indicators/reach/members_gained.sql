-- title: Members gained in the year
-- question: How many memberships are new in the last twelve months?
-- theme: reach
-- kind: percentage
-- unit: % of memberships
-- per: 100
-- decimals: 0
-- polarity: neutral
-- numerator: Memberships that hold on the day and did not hold a year before
-- denominator: Memberships that hold on the day, one for each institution and partnership, of
--   institutions of the authority
-- counts: partnerships
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: Many new members may mean growth, or that partnerships do not last. A register filled
--   in late looks like growth. In the first year of an authority there is no year before.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with terms as (
    select distinct
        period_end,
        area_code,
        partnership_id,
        institution_id
    from active_memberships
),

recorded as (
    select
        institutions.area_code,
        min(coalesce(memberships.joined_on, partnerships.started_on)) as since
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    group by institutions.area_code
),

years as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        earlier.period_end as began_on,
        recorded.since <= earlier.period_end as is_recorded
    from area_snapshots
    left join area_snapshots as earlier
        on
            area_snapshots.area_code = earlier.area_code
            and area_snapshots.period_end = earlier.period_end + interval 1 year
    left join recorded on area_snapshots.area_code = recorded.area_code
),

counted as (
    select
        years.area_code,
        years.period_end,
        years.began_on,
        case
            when bool_or(years.is_recorded)
                then count(today.institution_id) - count(before.institution_id)
        end as numerator,
        case when years.began_on is not null then count(today.institution_id) end as denominator
    from years
    left join terms as today
        on years.area_code = today.area_code and years.period_end = today.period_end
    left join terms as before
        on
            today.partnership_id = before.partnership_id
            and today.institution_id = before.institution_id
            and years.began_on = before.period_end
    group by years.area_code, years.period_end, years.began_on
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    case
        when began_on is null then 'not_available'
        else gap_reason(numerator, denominator)
    end as missing_reason,
    'final' as period_status
from counted
