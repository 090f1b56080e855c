-- title: Each weak indicator, and the neighbour who improved most on it
-- params: area_code, as_at, framework
-- note: side is on which side of the neighbours a figure without an interval lies. tested says
--   whether the neighbour's change is more than chance. With ten neighbours the largest change is
--   partly luck, and who began lowest tends to rise.

with spoken as (
    select
        indicator,
        title,
        kind,
        unit,
        polarity,
        period,
        cast(decimals as integer) as decimals
    from indicator_labels
)

select
    lessons.indicator,
    spoken.title,
    spoken.kind,
    spoken.unit,
    spoken.decimals,
    period_label(lessons.period_end, spoken.period) as period_text,
    lessons.why,
    own.value,
    own.lower,
    own.upper,
    cast(null as varchar) as missing_reason,
    compared_with(
        own.value, own.lower, own.upper, coalesce(comparisons.value, comparisons.median),
        spoken.polarity
    ) as verdict,
    case
        when own.lower is null
            then nullif(
                compared_with(
                    own.value, own.value, own.value,
                    coalesce(comparisons.value, comparisons.median), spoken.polarity
                ), 'similar'
            )
    end as side,
    directions.direction,
    lessons.neighbour_code as code,
    areas.name,
    case when lessons.neighbour_code is null then 'nobody improved' end as nobody,
    figure_text(own.value, spoken.kind, spoken.decimals) as own_text,
    figure_text(improvements.from_value, spoken.kind, spoken.decimals) as from_text,
    figure_text(improvements.value, spoken.kind, spoken.decimals) as to_text,
    period_label(improvements.from_end, spoken.period) as from_period,
    improvements.years,
    case improvements.change
        when 'improved' then 'more than chance' else improvements.change
    end as tested,
    lessons.better || ' of ' || lessons.neighbours as bettered,
    lessons.surely_better
from lessons
inner join spoken on lessons.indicator = spoken.indicator
inner join figures as own
    on
        lessons.indicator = own.indicator
        and lessons.area_code = own.area_code
        and lessons.period_end = own.period_end
left join comparisons
    on
        lessons.indicator = comparisons.indicator
        and lessons.area_code = comparisons.area_code
        and lessons.period_end = comparisons.period_end
        and comparisons.comparison = 'neighbours'
left join directions
    on
        lessons.indicator = directions.indicator
        and lessons.area_code = directions.area_code
        and lessons.period_end = directions.period_end
left join improvements
    on
        lessons.indicator = improvements.indicator
        and lessons.neighbour_code = improvements.area_code
        and lessons.period_end = improvements.period_end
left join areas on lessons.neighbour_code = areas.area_code
where
    lessons.framework = $framework
    and lessons.as_at = cast($as_at as date)
    and lessons.area_code = $area_code
order by
    lessons.why like '%lowest level%' desc,
    lessons.why like '%worse%' desc,
    spoken.title
