-- title: Each weak indicator over time, with the neighbour who improved most
-- params: area_code, as_at, framework
-- note: run counts the stretches between breaks of the series; broken says why one begins.

select
    own.indicator,
    own.period_end,
    own.period_text,
    own.value,
    own.lower,
    own.upper,
    own.run,
    case when own.broken is not null then 'series break' end as broken,
    others.value as best_value
from lessons
inner join figure_series as own
    on lessons.indicator = own.indicator and lessons.area_code = own.area_code
left join figure_series as others
    on
        own.indicator = others.indicator
        and own.period_end = others.period_end
        and lessons.neighbour_code = others.area_code
where
    lessons.framework = $framework
    and lessons.as_at = cast($as_at as date)
    and lessons.area_code = $area_code
    and lessons.neighbour_code is not null
    and own.period_end <= cast($as_at as date)
order by own.indicator, own.period_end
