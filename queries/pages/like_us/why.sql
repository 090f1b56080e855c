-- title: The authority and its neighbours in what the data hold of their circumstances
-- params: area_code, as_at
-- note: The last value up to the date, with the difference from the authority's own in brackets.
--   alike says in how many of the circumstances known of both the neighbour lies nearer than half
--   of all authorities do. Not the model's own variables. The headings of the table are
--   the names of the columns; a column nobody has a value in is not shown.

with latest as (
    select *
    from circumstances
    where period_end is null or period_end <= cast($as_at as date)
    qualify row_number() over (partition by area_code, circumstance order by period_end desc) = 1
),

apart as (
    select
        latest.area_code,
        latest.circumstance,
        latest.value,
        latest.value - own.value as difference,
        abs(latest.value - own.value)
        <= median(abs(latest.value - own.value)) filter (where latest.area_code <> $area_code)
            over (partition by latest.circumstance) as is_near
    from latest
    inner join areas
        on
            latest.area_code = areas.area_code
            and areas.area_type = 'authority'
            and (areas.valid_to is null or areas.valid_to >= cast($as_at as date))
    inner join latest as own
        on own.area_code = $area_code and latest.circumstance = own.circumstance
),

said as (
    select
        area_code,
        circumstance,
        is_near,
        case circumstance
            when 'pupils' then shown(value, 0)
            else shown(value, 1) || '%'
        end
        || case
            when area_code = $area_code then ''
            else
                ' (' || case when difference < 0 then '−' else '+' end
                || shown(abs(difference), case circumstance when 'pupils' then 0 else 1 end) || ')'
        end as value_text
    from apart
),

rows_shown as (
    select
        $area_code as area_code,
        null as rank,
        null as closeness,
        null as mutual_rank
    union all
    select
        near.neighbour_code as area_code,
        near.rank,
        upper(near.closeness[1]) || near.closeness[2:] as closeness,
        mutual.rank as mutual_rank
    from neighbours as near
    left join neighbours as mutual
        on
            near.neighbour_code = mutual.area_code
            and near.area_code = mutual.neighbour_code
            and near.model = mutual.model
    where near.area_code = $area_code
)

select
    areas.area_code as code,
    areas.name || case
        when rows_shown.rank is null then ' itself'
        when areas.valid_to < cast($as_at as date)
            then ' (ended ' || strftime(areas.valid_to, '%-d %b %Y') || ')'
        else ''
    end as authority,
    rows_shown.rank,
    any_value(rows_shown.closeness) as how_close,
    case
        when rows_shown.rank is not null
            then coalesce('yes, as number ' || any_value(rows_shown.mutual_rank), 'no')
    end as names_it_too,
    any_value(regions.name) as region,
    case
        when rows_shown.rank is not null
            then
                count(*) filter (where said.is_near) || ' of ' || count(said.circumstance)
    end as near_in,
    any_value(said.value_text) filter (where said.circumstance = 'pupils') as pupils,
    any_value(said.value_text) filter (where said.circumstance = 'meals') as free_meals,
    any_value(said.value_text) filter (where said.circumstance = 'secondaries')
        as share_of_secondaries,
    any_value(said.value_text) filter (where said.circumstance = 'meals_primary')
        as free_meals_at_primary,
    any_value(said.value_text) filter (where said.circumstance = 'meals_secondary')
        as free_meals_at_secondary,
    any_value(said.value_text) filter (where said.circumstance = 'language_primary')
        as english_not_first_at_primary,
    any_value(said.value_text) filter (where said.circumstance = 'language_secondary')
        as english_not_first_at_secondary
from rows_shown
inner join areas on rows_shown.area_code = areas.area_code
left join areas as regions on areas.region_code = regions.area_code
left join said on rows_shown.area_code = said.area_code
where $area_code in (select any_near.area_code from neighbours as any_near)
group by rows_shown.rank, areas.area_code, areas.name, areas.valid_to
order by rows_shown.rank nulls first
