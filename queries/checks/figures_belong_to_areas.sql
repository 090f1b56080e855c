-- title: Each figure is of an area that is known
-- severity: error
-- fix: Add the area to its source, or leave the rows out in the mart: totals are not areas
-- note: A figure of an unknown area is in no total and on no page, and nobody would miss it

select
    indicator_values.indicator,
    indicator_values.area_code,
    indicator_values.period_end
from indicator_values
left join areas on indicator_values.area_code = areas.area_code
where areas.area_code is null
