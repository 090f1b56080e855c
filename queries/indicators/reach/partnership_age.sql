-- title: Age of partnerships
-- question: How long have this authority's partnerships been going?
-- theme: reach
-- kind: score
-- unit: years (median)
-- per: 1
-- decimals: 1
-- least_difference: 0.5
-- polarity: neutral
-- numerator: None: the value is the median of the years since each partnership started
-- denominator: Partnerships active on the day that the authority keeps a record of
-- counts: days
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: partnerships
-- caveat: Neither old nor young is good: an old partnership may have outlived its purpose. The
--   study of 2008 found 60 % of partnerships under three years old. A partnership that was
--   renewed under another name counts as new.
-- owner: partnerships team
-- status: published

with recorded as (
    select
        area_code,
        min(started_on) as since
    from partnerships
    group by area_code
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        cast(null as double) as numerator,
        case
            when min(recorded.since) <= area_snapshots.period_end
                then count(active_partnerships.partnership_id)
        end as denominator,
        median(
            date_diff('day', active_partnerships.started_on, active_partnerships.period_end)
        ) as days
    from area_snapshots
    left join recorded on area_snapshots.area_code = recorded.area_code
    left join active_partnerships
        on
            area_snapshots.area_code = active_partnerships.area_code
            and area_snapshots.period_end = active_partnerships.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    quotient(days, 365.25) as value,
    gap_reason(denominator, denominator) as missing_reason,
    'final' as period_status
from counted
