-- title: Days as at which an assessment can be made
-- grain: one row for each 31 August, the last day to which a register is complete, and each day on
--   which ratings and flags were given
-- passes_on: dates
-- note: A figure counted on a day of its own makes that day a date. From the first that any theme
--   has a figure for, to the last that any bearing indicator has.

with known as (
    select distinct
        framework_bearings.theme is not null as on_theme,
        coalesce(
            today.period_end,
            make_date(
                cast(
                    year(figures.period_end)
                    + case when month(figures.period_end) > 8 then 1 else 0 end as integer
                ), 8, 31
            )
        ) as as_at
    from figures
    left join snapshots as today
        on figures.period_end = today.period_end and not today.is_yearly
    inner join framework_bearings on figures.indicator = framework_bearings.indicator
    where figures.value is not null
),

reach as (
    select coalesce(min(as_at) filter (where on_theme), min(as_at)) as first_date
    from known
),

dates as (
    select distinct known.as_at
    from known
    cross join reach
    where known.as_at >= reach.first_date
    union
    select named_2009.published_on as as_at
    from named_2009
    cross join reach
    where named_2009.published_on >= reach.first_date
),

dated as (
    select
        as_at,
        strftime(as_at, '%-d %b %Y') as label,
        lag(as_at) over (order by as_at) as previous_as_at
    from dates
)

select
    as_at,
    label,
    previous_as_at
from dated
order by as_at
