-- title: Devolved money for each pupil, every authority
-- params: area_code, as_at
-- note: place is chosen, neighbour, region (the same region) or other. The median is of those
--   neighbours that have a figure. Money is no sample: there is no interval.

with placed as (
    select
        figure_ranks.name,
        figure_ranks.region,
        figure_ranks.value,
        figure_ranks.missing_reason,
        case
            when figure_ranks.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            when figure_ranks.region = own.region then 'region'
            else 'other'
        end as place
    from figure_ranks
    left join figure_ranks as own
        on
            figure_ranks.indicator = own.indicator
            and figure_ranks.period_end = own.period_end
            and own.area_code = $area_code
    left join neighbours
        on
            figure_ranks.area_code = neighbours.neighbour_code
            and neighbours.area_code = $area_code
    where
        figure_ranks.indicator = 'devolved_money_per_pupil'
        and figure_ranks.period_end = cast($as_at as date)
),

said as (
    select
        max(name) filter (where place = 'chosen') as name,
        max(value) filter (where place = 'chosen') as value,
        median(value) filter (where place = 'neighbour') as median,
        count(value) filter (where place = 'neighbour') as areas
    from placed
)

select
    placed.*,
    '<b>' || replace(placed.name, '<', '') || '</b> £' || shown(placed.value, 2) as text,
    case
        when said.value is null
            then 'Devolved money per pupil of ' || said.name || ' is not known'
        else
            said.name || ' devolved £' || shown(said.value, 2) || ' for each pupil'
            || case
                when said.areas > 0
                    then
                        '; the median of ' || said.areas
                        || case said.areas when 1 then ' neighbour' else ' neighbours' end
                        || ' is £' || shown(said.median, 2)
                else ''
            end
    end as sentence
from placed
cross join said
order by placed.value desc nulls last, placed.name asc
