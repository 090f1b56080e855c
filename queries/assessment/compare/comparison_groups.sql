-- title: Groups that an authority can be compared with
-- grain: one row for each assessment date, authority and group with anybody in it
-- note: In order of position. The group that a reader makes is not here.

with kin as (
    select
        'predecessors' as relation,
        successor_code as area_code,
        predecessor_code as kin_code,
        changed_on,
        extent
    from area_changes
    union all
    select
        'successors' as relation,
        predecessor_code as area_code,
        successor_code as kin_code,
        changed_on,
        extent
    from area_changes
),

of_kin as (
    select
        assessment_dates.as_at,
        kin.area_code,
        kin.relation,
        count(*) as areas,
        string_agg(areas.name, ', ' order by areas.name) as names,
        'Reorganised on ' || strftime(min(kin.changed_on), '%-d %B %Y')
        || case when bool_or(kin.extent = 'part') then ', in part' else '' end
        || ': figures of another period, the nearest there is' as about
    from assessment_dates
    inner join kin on kin.relation = 'successors' or assessment_dates.as_at >= kin.changed_on
    inner join areas on kin.kin_code = areas.area_code
    group by assessment_dates.as_at, kin.area_code, kin.relation
),

near as (
    select
        neighbours.area_code,
        count(*) as areas,
        string_agg(areas.name, ', ' order by neighbours.rank) as names,
        'Model of neighbours: ' || any_value(neighbours.model) as about
    from neighbours
    inner join areas on neighbours.neighbour_code = areas.area_code
    group by neighbours.area_code
),

standing as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        dated_areas.name,
        areas.region_code,
        areas.is_exemplar
    from dated_areas
    inner join areas on dated_areas.area_code = areas.area_code
),

of_regions as (
    select
        as_at,
        region_code,
        count(*) as areas,
        string_agg(name, ', ' order by name) as names
    from standing
    group by as_at, region_code
),

of_countries as (
    select
        as_at,
        count(*) as areas
    from standing
    group by as_at
),

together as (
    select
        assessment_dates.as_at,
        near.area_code,
        1 as position,
        'neighbours' as code,
        'its statistical neighbours' as name,
        near.areas,
        near.names,
        near.about
    from assessment_dates
    cross join near
    union all
    select
        of_regions.as_at,
        own.area_code,
        2 as position,
        'region' as code,
        own.region_name as name,
        of_regions.areas,
        of_regions.names,
        'The region’s own figure where it is published, else sum over sum' as about
    from area_relations as own
    inner join of_regions
        on own.region_code = of_regions.region_code and own.region_name is not null
    union all
    select
        of_countries.as_at,
        own.area_code,
        3 as position,
        'country' as code,
        own.country_name as name,
        of_countries.areas,
        null as names,
        'The country’s own figure where it is published, else sum over sum' as about
    from area_relations as own
    inner join of_countries on own.country_name is not null
    union all
    select
        exemplars.as_at,
        own.area_code,
        4 as position,
        'exemplars' as code,
        'the exemplar group' as name,
        count(*) as areas,
        string_agg(exemplars.name, ', ' order by exemplars.name) as names,
        'Authorities named in 2008 for partnership by deliberate policy among all secondary '
        || 'schools: that says nothing of their figures today' as about
    from areas as own
    inner join standing as exemplars
        on exemplars.is_exemplar and own.area_code <> exemplars.area_code
    group by exemplars.as_at, own.area_code
    union all
    select
        as_at,
        area_code,
        5 as position,
        relation as code,
        'its ' || relation as name,
        areas,
        names,
        about
    from of_kin
)

select
    together.as_at,
    together.area_code,
    together.position,
    together.code,
    upper(together.name[1]) || together.name[2:]
    || case together.code when 'country' then '' else ' (' || together.areas || ')' end as label,
    together.name,
    together.areas,
    together.names,
    together.about
from together
inner join areas on together.area_code = areas.area_code and areas.area_type = 'authority'
order by together.as_at, together.area_code, together.position
