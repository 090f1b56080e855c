-- title: Each weak indicator, and the neighbour who improved most on it, in words
-- grain: one row for each authority, indicator and period in which it is weak at some date
-- note: verdict is next to the neighbours; side is on which side of them a figure without an
--   interval lies. bettered counts the neighbours who improved by more than chance;
--   tested says whether the change of the one named is. With ten neighbours the largest change is
--   partly luck, and who began lowest tends to rise.

with learned as (
    select distinct
        area_code,
        indicator,
        period_end,
        neighbours,
        surely_better,
        neighbour_code
    from lessons
)

select
    learned.area_code,
    learned.indicator,
    learned.period_end,
    listed_indicators.title,
    listed_indicators.kind,
    listed_indicators.unit,
    listed_indicators.decimals,
    own.period_text,
    own.value,
    own.lower,
    own.upper,
    own.missing_reason,
    own.judged as verdict,
    own.side,
    own.direction,
    learned.neighbour_code as code,
    areas.name,
    case when learned.neighbour_code is null then 'none beyond chance' end as nobody,
    own.value_text as own_text,
    earlier.value_text as from_text,
    later.value_text as to_text,
    earlier.period_text as from_period,
    improvements.years,
    case improvements.change
        when 'improved'
            then
                if(
                    indicator_labels.uncertainty = 'complete', 'a complete count',
                    'more than chance'
                )
        else improvements.change
    end as tested,
    learned.surely_better || ' of ' || learned.neighbours as bettered
from learned
inner join listed_indicators on learned.indicator = listed_indicators.indicator
inner join indicator_labels on learned.indicator = indicator_labels.indicator
inner join figure_series as own
    on
        learned.indicator = own.indicator
        and learned.area_code = own.area_code
        and learned.period_end = own.period_end
left join improvements
    on
        learned.indicator = improvements.indicator
        and learned.neighbour_code = improvements.area_code
        and learned.period_end = improvements.period_end
left join figure_series as earlier
    on
        improvements.indicator = earlier.indicator
        and improvements.area_code = earlier.area_code
        and improvements.from_end = earlier.period_end
left join figure_series as later
    on
        improvements.indicator = later.indicator
        and improvements.area_code = later.area_code
        and improvements.period_end = later.period_end
left join areas on learned.neighbour_code = areas.area_code
order by learned.area_code, learned.indicator, learned.period_end
