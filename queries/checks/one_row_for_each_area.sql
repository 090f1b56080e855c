-- title: Each area is in the list once
-- severity: error
-- fix: Two sources give a code different names: say in queries/marts/areas.sql which wins
-- note: Every figure of an area that is listed twice is counted twice

select
    area_code,
    count(*) as times
from areas
group by area_code
having count(*) > 1
