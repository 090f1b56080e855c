-- title: An indicator has one figure for an area and a period
-- severity: error
-- fix: Group the query of the indicator by area_code and period_end
-- note: Two figures for one question, and a page shows either
-- about: indicator_values

select
    indicator,
    area_code,
    period_end,
    count(*) as times
from indicator_values
group by indicator, area_code, period_end
having count(*) > 1
