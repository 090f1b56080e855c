-- title: Other dates at which an indicator has figures, to look at with the one chosen
-- params: indicator, as_at
-- note: The first choice is none. A date is offered once for each period of the figure.

with periods as (
    select
        assessment_dates.as_at,
        max(figures.period_end) as period_end
    from assessment_dates
    inner join figures
        on
            figures.indicator = $indicator
            and figures.value is not null
            and assessment_dates.as_at >= figures.period_end
    group by assessment_dates.as_at
),

latest as (
    select max(period_end) as period_end
    from periods
    where as_at = cast($as_at as date)
),

earlier as (
    select max(periods.as_at) as as_at
    from periods
    inner join latest on periods.period_end < latest.period_end
    group by periods.period_end
)

select
    'none' as code,
    'No other date' as label,
    date '9999-12-31' as position

union all

select
    cast(assessment_dates.as_at as text) as code,
    assessment_dates.label,
    assessment_dates.as_at as position
from earlier
inner join assessment_dates on earlier.as_at = assessment_dates.as_at
order by position desc
