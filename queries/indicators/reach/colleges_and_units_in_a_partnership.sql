-- title: Colleges and pupil referral units in a partnership
-- question: How many colleges and pupil referral units work in at least one partnership?
-- theme: reach
-- kind: percentage
-- unit: % of colleges and pupil referral units
-- per: 100
-- decimals: 0
-- polarity: higher_is_better
-- numerator: Open colleges and pupil referral units that are members of one or more partnerships
--   active on the day, wherever the partnership is recorded
-- denominator: All open colleges and pupil referral units, in the authority on the day
-- counts: institutions
-- period: date
-- source: institutions, memberships, partnerships
-- caveat: A handful at most, so the two are taken together and the interval is wide. A college
--   may work with schools of several authorities; it counts where it lies.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with members as (
    select distinct
        period_end,
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

known as (
    select distinct area_code
    from institutions
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(members.institution_id)
        end as numerator,
        case when count(known.area_code) > 0 then count(open_institutions.institution_id) end
            as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join known on area_snapshots.area_code = known.area_code
    left join open_institutions
        on
            area_snapshots.area_code = open_institutions.area_code
            and area_snapshots.period_end = open_institutions.period_end
            and open_institutions.phase in ('college', 'pupil_referral_unit')
    left join members
        on
            open_institutions.institution_id = members.institution_id
            and open_institutions.period_end = members.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
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
