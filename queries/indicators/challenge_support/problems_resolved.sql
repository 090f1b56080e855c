-- title: Problems resolved
-- question: How many of the problems that partnerships raised were resolved at all?
-- theme: challenge_support
-- kind: percentage
-- unit: % of problems raised
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 24
-- polarity: higher_is_better
-- numerator: Problems raised in the two years to the day that were resolved by the day, in the
--   agreed time or after it
-- denominator: All problems raised by partnerships in the two years to the day, with an agreed
--   time or without
-- counts: problems
-- uncertainty: process
-- kinds: any
-- period: date
-- source: problems, partnerships
-- caveat: Two years are taken together because those raised of late have had little time. A
--   partnership that raises problems may trust the authority more than one that raises none.
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
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(*) filter (where local_problems.resolved_on <= area_snapshots.period_end)
        end as numerator,
        count(local_problems.problem_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_problems
        on
            area_snapshots.area_code = local_problems.area_code
            and area_snapshots.period_end >= local_problems.raised_on
            and local_problems.raised_on > area_snapshots.period_end - interval 2 year
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
