-- title: Every outcome over time, with neighbours, region and country
-- params: area_code, as_at
-- note: run counts the stretches between breaks of the series; broken says why one begins. Only
--  periods from the authority's first figure on; none where it has no figure at all.

select * exclude (area_code)
from outcome_series
where area_code = $area_code and period_end <= cast($as_at as date)
order by is_gap, title, period_end
