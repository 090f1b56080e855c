-- title: Breaks in the series of indicators
-- grain: one row for each indicator and day on which a series broke
-- passes_on: dates
-- note: A break that comes from joining two releases lies where they are joined, and that depends
--   on what is loaded: it holds only on the day from which the later source gives the measure.
--   Another holds unless a source gives the measure on one footing. Invented figures have the
--   breaks of the earliest releases.

-- The source of a period is the one that gives most of its figures.
with counted as (
    select
        measure,
        period_start,
        source,
        count(*) as figures
    from outcomes
    where value is not null
    group by measure, period_start, source
),

main_sources as (
    select
        measure,
        period_start,
        source
    from counted
    qualify row_number() over (
        partition by measure, period_start order by figures desc, source asc
    ) = 1
),

joins as (
    select
        measure,
        source,
        min(period_start) as first_day
    from main_sources
    group by measure, source
),

earliest as (
    select
        indicator,
        min(broken_on) as broken_on
    from stg_reference__series_breaks
    where passes_to is not null
    group by indicator
)

select
    breaks.indicator,
    breaks.broken_on,
    breaks.why,
    breaks.cuts,
    breaks.said_by
from stg_reference__series_breaks as breaks
left join joins as passed
    on breaks.measure = passed.measure and breaks.passes_to = passed.source
left join joins as invented
    on breaks.measure = invented.measure and invented.source = 'demonstration'
left join joins as steady
    on breaks.measure = steady.measure and breaks.unless = steady.source
left join earliest on breaks.indicator = earliest.indicator
where
    steady.source is null
    and (
        breaks.passes_to is null
        or passed.first_day = breaks.broken_on
        or (invented.source is not null and breaks.broken_on = earliest.broken_on)
    )
