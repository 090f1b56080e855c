-- title: Problems resolved in the agreed time
-- question: How many of the problems that partnerships raised were resolved in the agreed time?
-- theme: challenge_support
-- kind: percentage
-- unit: % of problems due
-- per: 100
-- decimals: 0
-- least_difference: 5
-- events_over: 12
-- polarity: higher_is_better
-- numerator: Problems whose agreed time ran out in the twelve months to the day and which were
--   resolved within it
-- denominator: Problems raised by partnerships whose agreed time ran out in the twelve months to
--   the day. Problems with no agreed time are left out
-- counts: problems
-- uncertainty: process
-- kinds: collaboration
-- period: date
-- source: problems, partnerships
-- caveat: A partnership that raises problems may trust the authority more than one that raises
--   none. Easy problems are resolved sooner.
-- owner: partnerships team
-- status: published

with local_problems as (
    select
        partnerships.area_code,
        problems.problem_id,
        problems.raised_on,
        problems.resolved_on,
        problems.raised_on + cast(problems.agreed_days as integer) as due_on
    from problems
    inner join partnerships on problems.partnership_id = partnerships.partnership_id
    anti join partnership_kinds
        on partnerships.kind = partnership_kinds.kind and partnership_kinds.nature = 'ownership'
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
                then count(*) filter (where local_problems.resolved_on <= local_problems.due_on)
        end as numerator,
        count(local_problems.problem_id) as denominator
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join local_problems
        on
            area_snapshots.area_code = local_problems.area_code
            and area_snapshots.period_end >= local_problems.due_on
            and local_problems.due_on > area_snapshots.period_end - interval 1 year
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
