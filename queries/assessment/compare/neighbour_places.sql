-- title: Where each authority could be among its statistical neighbours
-- grain: one row for each indicator, authority and period with a figure and a neighbour's
-- note: The range of the place among the authority and those of its neighbours that have a figure:
--   as many places from the top as there are neighbours whose limits of measured noise lie wholly
--   above, and from the foot as others wholly below. 1 is best. Nothing where neither high nor low
--   is better, or where the figure cannot be tested. Limits that overlap are not separated: this
--   asks for more than a test of each pair. The place of a complete count is exact.

with limits as (
    select
        figure_limits.indicator,
        figure_limits.area_code,
        figure_limits.period_end,
        figure_limits.basis = 'complete' as is_complete,
        0.5 * (figure_limits.lower + figure_limits.upper) as middle,
        goodness(if(is_complete, middle, figure_limits.lower), indicator_labels.polarity)
            as one_end,
        goodness(if(is_complete, middle, figure_limits.upper), indicator_labels.polarity)
            as other_end,
        least(one_end, other_end) as good_lower,
        greatest(one_end, other_end) as good_upper
    from figure_limits
    inner join indicator_labels on figure_limits.indicator = indicator_labels.indicator
    where figure_limits.lower is not null and indicator_labels.polarity <> 'neutral'
)

select
    own.indicator,
    own.area_code,
    own.period_end,
    1 + count(*) filter (where others.good_lower > own.good_upper) as first_place,
    1 + count(*) - count(*) filter (where others.good_upper < own.good_lower) as last_place,
    1 + count(*) as areas
from limits as own
inner join neighbours on own.area_code = neighbours.area_code
inner join limits as others
    on
        neighbours.neighbour_code = others.area_code
        and own.indicator = others.indicator
        and own.period_end = others.period_end
group by own.indicator, own.area_code, own.period_end
order by own.indicator, own.area_code, own.period_end
