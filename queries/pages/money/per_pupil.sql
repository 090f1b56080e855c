-- title: Devolved money for each pupil, every authority
-- params: area_code, as_at
-- note: place is chosen, neighbour, region (the same region) or other. The median is of those
--   neighbours that have a figure. Money is no sample: there is no interval.

with own as (
    select region_code
    from areas
    where area_code = $area_code
),

placed as (
    select
        areas.name,
        regions.name as region,
        figures.value,
        figures.missing_reason,
        case
            when areas.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            when areas.region_code = own.region_code then 'region'
            else 'other'
        end as place
    from figures
    inner join areas on figures.area_code = areas.area_code
    cross join own
    left join areas as regions on areas.region_code = regions.area_code
    left join neighbours
        on areas.area_code = neighbours.neighbour_code and neighbours.area_code = $area_code
    where
        figures.indicator = 'devolved_money_per_pupil'
        and figures.area_type = 'authority'
        and figures.period_end = cast($as_at as date)
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
