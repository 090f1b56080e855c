-- title: Each weak indicator over time, with the neighbour who improved most
-- params: area_code, as_at, framework
-- note: run counts the stretches between breaks of the series; broken says why one begins.

with

asked as (
    select
        indicator,
        neighbour_code
    from lessons
    where
        framework = $framework
        and as_at = cast($as_at as date)
        and area_code = $area_code
        and neighbour_code is not null
),

own as (
    select
        figures.*,
        asked.neighbour_code,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = figures.indicator
                and series_breaks.broken_on <= figures.period_end
        ) as run
    from figures
    inner join asked on figures.indicator = asked.indicator
    where
        figures.area_code = $area_code
        and figures.period_end <= cast($as_at as date)
)

select
    own.indicator,
    own.period_end,
    period_label(own.period_end, indicator_labels.period) as period_text,
    own.value,
    own.lower,
    own.upper,
    own.run,
    case
        when own.run > lag(own.run) over (partition by own.indicator order by own.period_end)
            then 'series break'
    end as broken,
    others.value as best_value
from own
inner join indicator_labels on own.indicator = indicator_labels.indicator
left join figures as others
    on
        own.indicator = others.indicator
        and own.period_end = others.period_end
        and own.neighbour_code = others.area_code
order by own.indicator, own.period_end
