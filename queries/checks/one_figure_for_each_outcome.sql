-- title: An area has one figure of a measure for a period
-- severity: error
-- fix: Rank the sources of the measure in data/reference/measures.csv, one rank for each
-- note: Two figures for one question, and an indicator counts both

select
    measure,
    area_code,
    period_end,
    count(*) as times
from outcomes
group by measure, area_code, period_end
having count(*) > 1
