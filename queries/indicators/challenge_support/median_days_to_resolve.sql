-- title: Days to resolve a problem
-- question: How long does it take to resolve a problem that a partnership raised?
-- theme: challenge_support
-- kind: days
-- unit: days (median)
-- per: 1
-- decimals: 0
-- least_difference: 5
-- events_over: 12
-- polarity: lower_is_better
-- numerator: None: the value is the median of the days from raising a problem to resolving it
-- denominator: Problems raised by partnerships that were resolved in the twelve months to the day
-- counts: days
-- uncertainty: process
-- kinds: any
-- period: date
-- source: problems, partnerships
-- caveat: Problems still open are not in the figure, so a long queue can hide: read it with
--   problems resolved. Hard problems take longer.
-- owner: partnerships team
-- status: published

with local_problems as (
    select
        partnerships.area_code,
        problems.problem_id,
        problems.raised_on,
        problems.resolved_on
    from problems
    inner join partnerships on problems.partnership_id = partnerships.partnership_id
),

recorded as (
    select
        area_code,
        min(raised_on) as since
    from local_problems
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        cast(null as double) as numerator,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(local_problems.problem_id)
        end as denominator,
        median(date_diff('day', local_problems.raised_on, local_problems.resolved_on)) as value
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_problems
        on
            area_snapshots.area_code = local_problems.area_code
            and area_snapshots.period_end >= local_problems.resolved_on
            and local_problems.resolved_on > area_snapshots.period_end - interval 1 year
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    value,
    gap_reason(denominator, denominator) as missing_reason,
    'final' as period_status
from counted
