-- title: Every figure of an authority, and its place among all of that period
-- grain: one row for each indicator, authority and period, with or without a value
-- note: place and its range are those of rank_ranges; has_range tells whether there is an interval
--   to make one of. quarter counts from the lowest value and judges nothing (each of fewer than
--   four is one of its own). In the order in which a page asks.

select
    figures.indicator,
    figures.period_end,
    period_label(figures.period_end, indicator_labels.period) as period_text,
    figures.area_code,
    areas.name,
    regions.name as region,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason,
    quantile_band(
        case
            when figures.value is not null
                then rank() over (
                    partition by figures.indicator, figures.period_end
                    order by figures.value asc nulls last
                )
        end,
        count(figures.value) over (partition by figures.indicator, figures.period_end),
        least(4, count(figures.value) over (partition by figures.indicator, figures.period_end))
    ) as quarter,
    rank_ranges.place,
    coalesce(rank_ranges.first_place, rank_ranges.place) as first_place,
    coalesce(rank_ranges.last_place, rank_ranges.place) as last_place,
    rank_ranges.areas,
    rank_ranges.first_place is not null as has_range
from figures
inner join indicator_labels on figures.indicator = indicator_labels.indicator
inner join areas on figures.area_code = areas.area_code
left join areas as regions on areas.region_code = regions.area_code
left join rank_ranges
    on
        figures.indicator = rank_ranges.indicator
        and figures.area_code = rank_ranges.area_code
        and figures.period_end = rank_ranges.period_end
where figures.area_type = 'authority'
order by figures.indicator, figures.period_end, areas.name
