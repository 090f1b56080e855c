-- title: Where each authority stands among all
-- grain: one row for each indicator, authority and period with a figure
-- note: place and band are those of ranks. first_place and last_place are the range of the place:
--   as many places from the top as there are others whose limits of measured noise (figure_limits)
--   lie wholly above, and from the foot as others wholly below. Without limits there is no range,
--   nor for complete counts, whose place is exact.

with seen as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        coalesce(figure_limits.basis <> 'complete' and figure_limits.lower is not null, false)
            as has_range,
        coalesce(goodness(figures.value, indicator_labels.polarity), figures.value) as good,
        if(has_range, figure_limits.lower, figures.value) as from_value,
        if(has_range, figure_limits.upper, figures.value) as to_value,
        coalesce(goodness(from_value, indicator_labels.polarity), from_value) as one_end,
        coalesce(goodness(to_value, indicator_labels.polarity), to_value) as other_end,
        least(one_end, other_end) as good_lower,
        greatest(one_end, other_end) as good_upper
    from figures
    inner join indicator_labels
        on figures.indicator = indicator_labels.indicator and indicator_labels.kind <> 'count'
    left join figure_limits
        on
            figures.indicator = figure_limits.indicator
            and figures.area_code = figure_limits.area_code
            and figures.period_end = figure_limits.period_end
    where figures.area_type = 'authority' and figures.value is not null
),

ranged as (
    select
        own.indicator,
        own.area_code,
        own.period_end,
        count(*) filter (where others.good_lower > own.good_upper) as surely_above,
        count(*) filter (where others.good_upper < own.good_lower) as surely_below
    from seen as own
    inner join seen as others
        on own.indicator = others.indicator and own.period_end = others.period_end
    where own.has_range
    group by own.indicator, own.area_code, own.period_end
)

select
    ranks.indicator,
    ranks.area_code,
    ranks.period_end,
    ranks.place,
    ranged.surely_above + 1 as first_place,
    ranks.areas - ranged.surely_below as last_place,
    ranks.areas,
    ranks.band
from ranks
left join ranged
    on
        ranks.indicator = ranged.indicator
        and ranks.area_code = ranged.area_code
        and ranks.period_end = ranged.period_end
order by ranks.indicator, ranks.area_code, ranks.period_end
