-- title: Money for partnership by route, year by year
-- params: area_code, as_at

select * exclude (area_code, as_at, period_end)
from money_routes
where area_code = $area_code and as_at = cast($as_at as date)
order by period_end
