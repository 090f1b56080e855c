-- title: Trusts that invited the authority in
-- question: How many schools that became trust schools invited the authority to be a partner?
-- theme: autonomy
-- kind: percentage
-- unit: % of new trust schools
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 60
-- polarity: higher_is_better
-- numerator: Schools whose change to trust status took effect in the five years to the day and
--   which invited the authority in
-- denominator: Schools whose change to trust status took effect in the five years to the day and
--   of which it is recorded whether they did
-- counts: institutions
-- uncertainty: process
-- period: date
-- source: status_changes, institutions
-- caveat: Few schools, so five years are taken together. A trust may have good reasons of its own
--   not to invite the authority.
-- owner: partnerships team
-- status: published

with local_changes as (
    select
        institutions.area_code,
        status_changes.*
    from status_changes
    inner join institutions on status_changes.institution_id = institutions.institution_id
),

recorded as (
    select
        area_code,
        min(proposed_on) as since
    from local_changes
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (where local_changes.authority_invited)
        end as numerator,
        count(local_changes.authority_invited) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_changes
        on
            area_snapshots.area_code = local_changes.area_code
            and local_changes.change = 'trust'
            and area_snapshots.period_end >= local_changes.completed_on
            and local_changes.completed_on > area_snapshots.period_end - interval 5 year
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
