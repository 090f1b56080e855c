-- title: The share in a partnership in each authority, the lowest first
-- params: area_code, as_at, indicator

with latest as (
    select max(period_end) as period_end
    from figures
    where indicator = $indicator and period_end <= cast($as_at as date)
)

select
    areas.area_code,
    areas.name,
    regions.name as region,
    case
        when areas.area_code = $area_code then 'the one chosen'
        when neighbours.neighbour_code is not null then 'neighbour'
    end as place,
    figures.denominator - figures.numerator as left_out,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason,
    period_label(latest.period_end, 'date') as period_text,
    indicator_labels.title || coalesce(
        ' run from ' || shown(min(figures.value) over (), 0) || ' to '
        || shown(max(figures.value) over (), 0) || '% across authorities',
        ': no authority has a figure'
    ) as sentence,
    indicator_labels.unit || ', ' || period_label(latest.period_end, 'date')
    || ', the lowest first' as measure
from figures
inner join indicator_labels on figures.indicator = indicator_labels.indicator
inner join latest on figures.period_end = latest.period_end
inner join areas on figures.area_code = areas.area_code and areas.area_type = 'authority'
left join areas as regions on areas.region_code = regions.area_code
left join neighbours
    on areas.area_code = neighbours.neighbour_code and neighbours.area_code = $area_code
where figures.indicator = $indicator
order by figures.value asc nulls last, areas.name asc
