-- title: Trusts and federations of an authority's schools, and the schools in them, at places
-- params: area_code, as_at
-- note: Of the schools register, where an authority's own registers hold no partnership. A school
--   is in one trust or federation, so the drawing is of stars, the largest first, in lines: place
--   is that of a star, reach its radius. source and target are the ends of a
--   school's link. headline, below and title say the same on each row.

with links as (
    select distinct
        school_group_members.group_id,
        school_group_members.urn,
        school_group_members.name,
        school_group_members.phase,
        school_group_members.area_code = $area_code as is_here,
        school_group_members.as_at
    from school_group_members
    where
        school_group_members.source = 'schools_register'
        and school_group_members.group_status = 'open'
        and school_group_members.group_type in ('federation', 'trust', 'multi_academy_trust')
        and school_group_members.as_at <= cast($as_at as date)
),

hubs as (
    select
        links.group_id,
        any_value(school_groups.name) as name,
        any_value(school_groups.group_type) as group_type,
        max(links.as_at) as as_at,
        count(distinct links.urn) filter (where links.is_here) as here,
        count(distinct links.urn) filter (where not links.is_here) as elsewhere,
        0.55 + 0.055 * here as reach
    from links
    inner join school_groups
        on links.group_id = school_groups.group_id and school_groups.source = 'schools_register'
    group by links.group_id
    having here > 0 and here + elsewhere > 1
),

ordered as (
    select
        *,
        2 * reach + 0.35 as wide,
        row_number() over (order by here desc, elsewhere desc, name asc, group_id asc) as place
    from hubs
),

along as (
    select
        *,
        sum(wide) over (order by place rows between unbounded preceding and current row)
        - 0.5 * wide as run,
        1.25 * sqrt(
            sum(wide * wide) over (
                order by place rows between unbounded preceding and unbounded following
            )
        ) as line
    from ordered
),

lined as (
    select
        *,
        floor(quotient(run, line)) as row_of,
        max(wide) over (partition by floor(quotient(run, line))) as high
    from along
),

heights as (
    select
        row_of,
        max(high) as high,
        sum(max(high)) over (order by row_of rows between unbounded preceding and current row)
        - 0.5 * max(high) as down
    from lined
    group by row_of
),

stars as (
    select
        lined.group_id,
        lined.name,
        lined.group_type,
        lined.as_at,
        lined.here,
        lined.elsewhere,
        lined.reach,
        lined.place,
        lined.run - lined.row_of * lined.line as x,
        -heights.down as y
    from lined
    inner join heights on lined.row_of = heights.row_of
),

schools as (
    select
        links.group_id,
        links.urn,
        links.name,
        links.phase,
        row_number() over (partition by links.group_id order by links.name, links.urn) as turn
    from links
    where links.is_here
),

counted as (
    select
        count(*) as groups,
        count(*) filter (where elsewhere > 0) as crossing,
        count(*) filter (where group_type = 'federation') as federations,
        (
            select count(distinct schools.urn)
            from schools
            semi join stars as drawn on schools.group_id = drawn.group_id
        ) as members,
        max(as_at) as as_at,
        arg_max(name, here order by place) as largest,
        max(here) as most
    from stars
),

nodes as (
    select
        stars.group_id as node,
        stars.name,
        partnership_kinds.title as kind,
        'partnership' as sort,
        stars.x,
        stars.y,
        stars.here as links,
        if(
            stars.elsewhere = 0, 'all of them here',
            'and ' || cast(stars.elsewhere as varchar) || ' elsewhere'
        ) as state,
        cast(null as text) as target,
        cast(null as double) as target_x,
        cast(null as double) as target_y,
        stars.place,
        0 as turn
    from stars
    left join partnership_kinds on stars.group_type = partnership_kinds.kind

    union all

    select
        schools.urn as node,
        schools.name,
        upper(schools.phase[1]) || replace(schools.phase[2:], '_', ' ') as kind,
        'school' as sort,
        stars.x + stars.reach * cos(2 * pi() * quotient(schools.turn, stars.here)) as x,
        stars.y + stars.reach * sin(2 * pi() * quotient(schools.turn, stars.here)) as y,
        1 as links,
        'as it is' as state,
        stars.group_id as target,
        stars.x as target_x,
        stars.y as target_y,
        stars.place,
        schools.turn
    from schools
    inner join stars on schools.group_id = stars.group_id
)

select
    nodes.node,
    nodes.name,
    nodes.kind,
    nodes.sort,
    nodes.x,
    nodes.y,
    nodes.links,
    nodes.state,
    'other' as look,
    nodes.node as source,
    nodes.x as source_x,
    nodes.y as source_y,
    nodes.target,
    nodes.target_x,
    nodes.target_y,
    cast(counted.groups as varchar) || ' trusts and federations join ' || counted.members
    || ' schools in ' || areas.name || '; ' || counted.crossing || ' of them have schools elsewhere'
        as headline,
    'Published ownership and governance, ' || strftime(counted.as_at, '%-d %b %Y')
    || ' · who works with whom beyond that is not collected for this authority' as below,
    'The largest is ' || counted.largest || ': '
    || case counted.most when 1 then '1 school' else counted.most || ' schools' end || ' here'
        as title
from nodes
cross join counted
inner join areas on areas.area_code = $area_code
order by nodes.turn > 0, nodes.place, nodes.turn
