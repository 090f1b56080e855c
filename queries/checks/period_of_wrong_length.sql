-- title: A year is a year long and lies in the past
-- severity: warning
-- fix: Correct how the period is read in the staging file of the source
-- note: A figure at the wrong date breaks the line it is part of
-- about: outcomes

select
    source,
    measure,
    period_type,
    period_start,
    period_end,
    count(*) as figures
from outcomes
where
    value is not null
    and (
        period_end < period_start
        or period_end > current_date + interval 1 year
        or (
            period_type in ('academic_year', 'financial_year', 'calendar_year')
            and date_diff('day', period_start, period_end) not between 363 and 366
        )
    )
group by source, measure, period_type, period_start, period_end
