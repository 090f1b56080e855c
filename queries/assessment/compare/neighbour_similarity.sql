-- title: Each authority and its neighbours in what the data hold of their circumstances
-- grain: one row for each assessment date, authority of the model, and itself or a neighbour
-- note: The last value up to the date, with the difference from the authority's own in brackets.
--   near_in says in how many of the circumstances known of both the neighbour lies nearer than half
--   of all authorities do. Not the model's own variables. Written for readers, a column for each
--   circumstance.

with latest as (
    select
        assessment_dates.as_at,
        circumstances.area_code,
        circumstances.circumstance,
        circumstances.value,
        case circumstances.circumstance when 'pupils' then 0 else 1 end as decimals,
        case circumstances.circumstance when 'pupils' then '' else '%' end as sign
    from assessment_dates
    inner join circumstances
        on
            circumstances.period_end is null
            or assessment_dates.as_at >= circumstances.period_end
    qualify row_number() over (
        partition by
            assessment_dates.as_at, circumstances.area_code, circumstances.circumstance
        order by circumstances.period_end desc
    ) = 1
),

standing as (
    select
        latest.*,
        shown(latest.value, latest.decimals) || latest.sign as value_text
    from latest
    inner join areas
        on
            latest.area_code = areas.area_code
            and areas.area_type = 'authority'
            and (areas.valid_to is null or latest.as_at <= areas.valid_to)
),

-- How far half of all others lie from each.
halves as (
    select
        own.as_at,
        own.area_code,
        own.circumstance,
        median(abs(others.value - own.value)) as half
    from latest as own
    inner join standing as others
        on
            own.as_at = others.as_at
            and own.circumstance = others.circumstance
            and own.area_code <> others.area_code
    where own.area_code in (select neighbours.area_code from neighbours)
    group by own.as_at, own.area_code, own.circumstance
),

listed as (
    select distinct
        area_code,
        area_code as code,
        cast(null as integer) as rank,
        cast(null as varchar) as how_close,
        cast(null as varchar) as names_it_too
    from neighbours
    union all
    select
        near.area_code,
        near.neighbour_code as code,
        near.rank,
        upper(near.closeness[1]) || near.closeness[2:] as how_close,
        coalesce('yes, number ' || mutual.rank, 'no') as names_it_too
    from neighbours as near
    left join neighbours as mutual
        on
            near.neighbour_code = mutual.area_code
            and near.area_code = mutual.neighbour_code
            and near.model = mutual.model
),

said as (
    select
        own.as_at,
        listed.area_code,
        listed.code,
        own.circumstance,
        abs(theirs.value - own.value) <= halves.half as is_near,
        theirs.value_text || case
            when listed.rank is null then ''
            else
                ' (' || case when theirs.value < own.value then '−' else '+' end
                || shown(abs(theirs.value - own.value), own.decimals) || ')'
        end as value_text
    from listed
    inner join latest as own on listed.area_code = own.area_code
    inner join standing as theirs
        on
            listed.code = theirs.area_code
            and own.as_at = theirs.as_at
            and own.circumstance = theirs.circumstance
    left join halves
        on
            own.as_at = halves.as_at
            and own.area_code = halves.area_code
            and own.circumstance = halves.circumstance
),

wide as (
    select
        as_at,
        area_code,
        code,
        count(*) filter (where is_near) || ' of ' || count(*) as near_in,
        any_value(value_text) filter (where circumstance = 'pupils') as pupils,
        any_value(value_text) filter (where circumstance = 'meals') as free_meals,
        any_value(value_text) filter (where circumstance = 'secondaries')
            as share_of_secondaries,
        any_value(value_text) filter (where circumstance = 'meals_primary')
            as free_meals_at_primary,
        any_value(value_text) filter (where circumstance = 'meals_secondary')
            as free_meals_at_secondary,
        any_value(value_text) filter (where circumstance = 'language_primary')
            as english_not_first_at_primary,
        any_value(value_text) filter (where circumstance = 'language_secondary')
            as english_not_first_at_secondary
    from said
    group by as_at, area_code, code
)

select
    assessment_dates.as_at,
    listed.area_code,
    listed.code,
    areas.name || case
        when listed.rank is null then ' itself'
        when assessment_dates.as_at > areas.valid_to
            then ' (ended ' || strftime(areas.valid_to, '%-d %b %Y') || ')'
        else ''
    end as authority,
    listed.rank,
    listed.how_close,
    listed.names_it_too,
    regions.name as region,
    case when listed.rank is not null then coalesce(wide.near_in, '0 of 0') end as near_in,
    wide.* exclude (as_at, area_code, code, near_in)  -- noqa: RF02
from assessment_dates
cross join listed
inner join areas on listed.code = areas.area_code
left join areas as regions on areas.region_code = regions.area_code
left join wide
    on
        assessment_dates.as_at = wide.as_at
        and listed.area_code = wide.area_code
        and listed.code = wide.code
order by assessment_dates.as_at, listed.area_code, listed.rank nulls first
