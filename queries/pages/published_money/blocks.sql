-- title: The Dedicated Schools Grant of an authority by block, year by year
-- params: area_code, as_at
-- note: Before recoupment: academies included. Amounts in £ million for the chart, in £ for the
--   table.

select * exclude (area_code, period_end)
from grant_blocks
where area_code = $area_code and period_end <= cast($as_at as date)
order by period_end
