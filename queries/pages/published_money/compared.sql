-- title: One measure of published money for every authority, with the sentence of its place
-- params: area_code, as_at, measure
-- note: The last year up to the date. place is chosen, neighbour, region (the same region) or
--   other; the country is a line across. Money is no sample: there is no interval.

with own as (
    select region_code
    from areas
    where area_code = $area_code
),

measured as (
    select *
    from school_money
    where measure = $measure and period_end <= cast($as_at as date)
),

last_year as (
    select max(period_end) as period_end
    from measured
    where value is not null
),

placed as (
    select
        measured.title,
        measured.unit,
        measured.counted,
        measured.decimals,
        period_label(measured.period_end, 'financial_year') as year,
        areas.name,
        regions.name as region,
        measured.value,
        measured.amount,
        measured.missing_reason,
        case
            when areas.area_type = 'country' then 'country'
            when areas.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            when areas.region_code = own.region_code then 'region'
            else 'other'
        end as place,
        areas.area_type
    from measured
    inner join last_year on measured.period_end = last_year.period_end
    inner join areas on measured.area_code = areas.area_code
    cross join own
    left join areas as regions on areas.region_code = regions.area_code
    left join neighbours
        on areas.area_code = neighbours.neighbour_code and neighbours.area_code = $area_code
    where areas.area_type in ('authority', 'country')
),

said as (
    select
        max(value) filter (where place = 'chosen') as value,
        median(value) filter (where place = 'neighbour') as median,
        count(value) filter (where place = 'neighbour') as areas
    from placed
)

select
    placed.*,
    case
        when placed.area_type = 'authority' and placed.value is not null
            then rank() over (partition by placed.area_type order by placed.value desc nulls last)
    end as position,
    '<b>' || replace(placed.name, '<', '') || '</b> '
    || shown(placed.value, placed.decimals) || '<br>' || pounds(placed.amount) as text,
    case
        when said.value is null then placed.title || ': not known for this authority'
        else
            placed.title || ', ' || placed.year || ': ' || shown(said.value, placed.decimals)
            || case
                when said.areas > 0
                    then
                        '; median of ' || said.areas || ' neighbours '
                        || shown(said.median, placed.decimals)
                else ''
            end
    end as sentence
from placed
cross join said
order by placed.value desc nulls last, placed.name asc
