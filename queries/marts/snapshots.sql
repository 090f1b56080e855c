-- title: Days on which the registers are counted
-- grain: one row for each 31 August, and the last day to which a register is complete
-- passes_on: dates
-- note: From the first 31 August after the earliest partnership to the last day to which a register
--   is declared complete. Nothing that happens, and nothing that is planned, moves that day.

with first_partnership as (
    select min(started_on) as first_day
    from partnerships
),

last_complete as (
    select max(complete_as_at) as last_day
    from register_days
),

reach as (
    select
        first_partnership.first_day,
        last_complete.last_day
    from first_partnership
    cross join last_complete
),

days as (
    select
        make_date(cast(unnest(range(year(first_day), year(last_day) + 1)) as integer), 8, 31)
            as period_end
    from reach
    union
    select last_day as period_end
    from reach
)

select
    days.period_end,
    month(days.period_end) = 8 and day(days.period_end) = 31 as is_yearly
from days
cross join reach
where days.period_end between reach.first_day and reach.last_day
order by days.period_end
