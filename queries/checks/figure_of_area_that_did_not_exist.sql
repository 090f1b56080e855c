-- title: Outcomes are of areas that existed in their period
-- severity: warning
-- fix: Look at the source; where it is right, correct the dates in
--   data/reference/reorganisations.csv
-- note: A figure of an authority before it began or after it ended compares what cannot be
--   compared
-- about: outcomes

select
    outcomes.area_code,
    areas.name,
    outcomes.measure,
    min(outcomes.period_end) as first_period_end,
    max(outcomes.period_end) as last_period_end,
    count(*) as figures
from outcomes
inner join areas on outcomes.area_code = areas.area_code
where
    outcomes.value is not null
    and (outcomes.period_end < areas.valid_from or outcomes.period_start > areas.valid_to)
group by outcomes.area_code, areas.name, outcomes.measure
order by outcomes.area_code, outcomes.measure
