-- title: Every authority: figure, interval, place and the quarter it lies in
-- params: indicator, area_code, as_at
-- note: The latest period up to the date with at least half as many figures as the fullest, so that
--  one authority's own register does not stand for the country. quarter counts from the lowest
--  value and judges nothing. place and its range are those of rank_ranges.

with chosen_period as (
    select period_end
    from country_periods
    where indicator = $indicator and as_at = cast($as_at as date)
)

select
    figure_ranks.area_code,
    figure_ranks.name,
    figure_ranks.region,
    figure_ranks.period_end,
    figure_ranks.period_text,
    figure_ranks.numerator,
    figure_ranks.denominator,
    figure_ranks.value,
    figure_ranks.lower,
    figure_ranks.upper,
    figure_ranks.missing_reason,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    figure_ranks.place,
    figure_ranks.first_place,
    figure_ranks.last_place,
    figure_ranks.quarter,
    case
        when figure_ranks.area_code = $area_code then 'chosen'
        when neighbours.neighbour_code is not null then 'neighbour'
        else 'other'
    end as standing
from figure_ranks
inner join chosen_period on figure_ranks.period_end = chosen_period.period_end
inner join indicator_labels on figure_ranks.indicator = indicator_labels.indicator
left join neighbours
    on
        figure_ranks.area_code = neighbours.neighbour_code
        and neighbours.area_code = $area_code
where figure_ranks.indicator = $indicator
order by figure_ranks.value desc nulls last, figure_ranks.name asc
