-- title: The share in a partnership in each authority, the lowest first
-- params: area_code, as_at, indicator

with latest as (
    select *
    from figure_ranks
    where
        indicator = $indicator
        and period_end = (
            select max(known.period_end)
            from figure_ranks as known
            where known.indicator = $indicator and known.period_end <= cast($as_at as date)
        )
)

select
    latest.area_code,
    latest.name,
    latest.region,
    case
        when latest.area_code = $area_code then 'the one chosen'
        when neighbours.neighbour_code is not null then 'neighbour'
    end as place,
    latest.denominator - latest.numerator as left_out,
    latest.denominator,
    latest.value,
    latest.lower,
    latest.upper,
    latest.missing_reason,
    latest.period_text,
    indicator_labels.title || case count(latest.value) over ()
        when 0 then ': no authority has a figure'
        when 1
            then
                ': ' || arg_min(latest.name, latest.value) over () || ' alone has a figure, '
                || shown(max(latest.value) over (), 0) || '%'
        else
            ' run from ' || shown(min(latest.value) over (), 0) || ' to '
            || shown(max(latest.value) over (), 0) || '% in '
            || count(latest.value) over () || ' authorities'
    end as sentence,
    indicator_labels.unit || ', ' || latest.period_text || ', the lowest first' as measure
from latest
inner join indicator_labels on latest.indicator = indicator_labels.indicator
left join neighbours
    on latest.area_code = neighbours.neighbour_code and neighbours.area_code = $area_code
order by latest.value asc nulls last, latest.name asc
