-- title: Days on which the registers are counted
-- grain: one row for each 31 August
-- passes_on: dates
-- note: From the first 31 August after the earliest partnership to the last one that the registers
--   reach: something happened in June or later (little does in the summer holiday).
--   Dates to come, such as ends of terms, do not count.

with happened as (
    select started_on as happened_on from partnerships
    union all
    select joined_on from memberships
    union all
    select reviewed_on from reviews
    union all
    select met_on from attendance
    union all
    select raised_on from problems
    union all
    select wave from survey_answers
    union all
    select concern_on from interventions
    union all
    select period_end from funding
    where outturn is not null
),

first_partnership as (
    select min(started_on) as first_day
    from partnerships
),

reach as (
    select
        first_partnership.first_day,
        last_day(cast(max(happened.happened_on) + interval 2 month as date)) as last_day
    from first_partnership
    cross join happened
    group by first_partnership.first_day
),

augusts as (
    select
        make_date(cast(unnest(range(year(first_day), year(last_day) + 1)) as integer), 8, 31)
            as period_end
    from reach
)

select augusts.period_end
from augusts
cross join reach
where augusts.period_end between reach.first_day and reach.last_day
order by augusts.period_end
