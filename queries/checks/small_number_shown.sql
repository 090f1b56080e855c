-- title: No count of one to five people is shown
-- severity: error
-- fix: Look at queries/assessment/protect/figures.sql, the gate that hides them
-- note: From a small count a single child could be recognised
-- about: indicator_values

select
    figures.indicator,
    figures.area_code,
    figures.period_end
from figures
inner join held_indicators on figures.indicator = held_indicators.indicator
where
    held_indicators.counts_people
    and figures.numerator between 1 and 5
    and not is_cleared()
