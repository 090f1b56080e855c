-- title: Members lost in the year
-- question: How many memberships came to an end in the last twelve months?
-- theme: reach
-- kind: percentage
-- unit: % of memberships a year before
-- per: 100
-- decimals: 0
-- polarity: neutral
-- numerator: Memberships of a year before the day that no longer hold, because the institution
--   left or the partnership ended
-- denominator: Memberships of a year before the day, one for each institution and partnership, of
--   institutions of the authority that are still open
-- counts: partnerships
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: Not a loss in itself: a pairing ends when its work is done. Who left and came back
--   within the year is not seen. In the first year of an authority there is no year before.
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
                then count(still_open.institution_id) - count(today.institution_id)
        end as numerator,
        case when years.began_on is not null then count(still_open.institution_id) end
            as denominator
    from years
    left join terms as before
        on years.area_code = before.area_code and years.began_on = before.period_end
    left join open_institutions as still_open
        on
            before.institution_id = still_open.institution_id
            and years.period_end = still_open.period_end
    left join terms as today
        on
            before.partnership_id = today.partnership_id
            and before.institution_id = today.institution_id
            and years.period_end = today.period_end
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
