-- title: Groups that an authority can be compared with
-- params: area_code, as_at, members, called
-- note: members holds the 3-digit codes of a reader's own group, joined by hyphens; codes that are
--   no authority of the date are named and left out. A group without anybody is not offered,
--   except the reader's own, whose mistakes must be told.

with

own as (
    select *
    from areas
    where area_code = $area_code
),

standing as (
    select *
    from areas
    where
        area_type = 'authority'
        and (valid_from is null or valid_from <= cast($as_at as date))
        and (valid_to is null or valid_to >= cast($as_at as date))
),

written as (
    select distinct trim(unnest(string_split($members, '-'))) as code
    where $members <> ''
),

kin as (
    select
        'predecessors' as relation,
        predecessor_code as area_code,
        changed_on,
        extent
    from area_changes
    where successor_code = $area_code and changed_on <= cast($as_at as date)
    union all
    select
        'successors' as relation,
        successor_code as area_code,
        changed_on,
        extent
    from area_changes
    where predecessor_code = $area_code
),

of_kin as (
    select
        kin.relation,
        count(*) as areas,
        string_agg(areas.name, ', ' order by areas.name) as names,
        strftime(min(kin.changed_on), '%-d %B %Y') as changed_on,
        case when bool_or(kin.extent = 'part') then ', in part' else '' end as partly
    from kin
    inner join areas on kin.area_code = areas.area_code
    group by kin.relation
),

of_reader as (
    select
        count(standing.area_code) as areas,
        string_agg(standing.name, ', ' order by standing.name) as names,
        string_agg(written.code, ', ' order by written.code) filter (
            where standing.area_code is null
        ) as unknown
    from written
    left join standing on written.code = standing.area_code and written.code <> $area_code
),

together as (
    select
        1 as position,
        'neighbours' as code,
        'its statistical neighbours' as name,
        count(*) as areas,
        string_agg(areas.name, ', ' order by neighbours.rank) as names,
        'Model of neighbours: ' || any_value(neighbours.model) as about
    from neighbours
    inner join areas on neighbours.neighbour_code = areas.area_code
    where neighbours.area_code = $area_code
    union all
    select
        2 as position,
        'region' as code,
        region.name,
        count(*) as areas,
        string_agg(standing.name, ', ' order by standing.name) as names,
        'The region’s own figure where it is published, else sum over sum' as about
    from own
    inner join areas as region on own.region_code = region.area_code
    inner join standing on own.region_code = standing.region_code
    group by region.name
    union all
    select
        3 as position,
        'country' as code,
        country.name,
        (select count(*) from standing) as areas,
        null as names,
        'The country’s own figure where it is published, else sum over sum' as about
    from areas as country
    where country.area_type = 'country'
    union all
    select
        4 as position,
        'exemplars' as code,
        'the exemplar group' as name,
        count(*) as areas,
        string_agg(name, ', ' order by name) as names,
        'Authorities named in 2008 for partnership by deliberate policy among all secondary '
        || 'schools: that says nothing of their figures today' as about
    from standing
    where is_exemplar and area_code <> $area_code
    union all
    select
        5 as position,
        relation as code,
        'its ' || relation as name,
        areas,
        names,
        'Reorganised on ' || changed_on || partly
        || ': figures of another period, the nearest there is' as about
    from of_kin
    union all
    select
        6 as position,
        'own' as code,
        coalesce(nullif(trim($called[:60]), ''), 'the group made here') as name,
        areas,
        names,
        concat_ws(
            '. ', 'A group made by a reader, kept in the address',
            'Left out, no other authority of this date: ' || unknown[:120]
        ) as about
    from of_reader
    where $members <> ''
)

select
    code,
    upper(name[1]) || name[2:] || case when code = 'country' then '' else ' (' || areas || ')' end
        as label,
    name,
    areas,
    names,
    about,
    position = 1 as is_default
from together
where areas > 0 or code = 'own'
order by position
