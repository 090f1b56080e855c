-- title: Each weak indicator, and the neighbour who improved most on it
-- params: area_code, as_at, framework

select
    weak_points.* exclude (area_code, period_end),  -- noqa: RF02
    lessons.why,
    lessons.surely_better
from lessons
inner join weak_points
    on
        lessons.area_code = weak_points.area_code
        and lessons.indicator = weak_points.indicator
        and lessons.period_end = weak_points.period_end
where
    lessons.framework = $framework
    and lessons.as_at = cast($as_at as date)
    and lessons.area_code = $area_code
order by
    lessons.why like '%lowest level%' desc,
    lessons.why like '%worse%' desc,
    weak_points.title
