-- title: Shapes of authorities for a map, thinned out for a screen
-- grain: one row for each map and authority
-- note: map is outlines (on the ground; east and north in steps of about 900 metres, so that shared
--   borders stay shared and a whole country is a few thousand points) or hexagons (one of the same
--   size for each authority of 2019; those formed since have none). Not-a-number ends a ring. An
--   authority that has ended keeps the outline it had last.

with

newest as (
    select
        area_code,
        cast(geometry as json) as geometry
    from boundaries
    qualify
        row_number() over (
            partition by area_code
            order by last_year is null desc, last_year desc, gss_code desc
        ) = 1
),

polygons as (
    select
        area_code,
        case geometry ->> '$.type'
            when 'Polygon' then [cast(geometry -> '$.coordinates' as double[][][])]
            else cast(geometry -> '$.coordinates' as double[][][][])
        end as polygons
    from newest
),

rings as (
    select
        area_code,
        unnest(flatten(polygons)) as ring
    from polygons
),

numbered as (
    select
        area_code,
        row_number() over () as ring_number,
        ring,
        generate_subscripts(ring, 1) as place
    from rings
),

snapped as (
    select
        area_code,
        ring_number,
        place,
        round(ring[place][1] * 0.6 * 120) as x,
        round(ring[place][2] * 120) as y
    from numbered
),

-- A point goes if it falls on the one before it, or lies straight between its two fellows.
bent as (
    select *
    from snapped
    window ring_line as (partition by ring_number order by place)
    qualify
        lag(x) over ring_line is null
        or x <> lag(x) over ring_line
        or y <> lag(y) over ring_line
),

thinned as (
    select
        area_code,
        ring_number,
        place,
        x,
        y
    from bent
    window ring_line as (partition by ring_number order by place)
    qualify
        lag(x) over ring_line is null
        or lead(x) over ring_line is null
        or (x - lag(x) over ring_line) * (lead(y) over ring_line - y)
        <> (y - lag(y) over ring_line) * (lead(x) over ring_line - x)
),

counted as (
    select
        *,
        count(*) over (partition by ring_number) as points
    from thinned
),

-- Islets that shrink to a line go, unless there is nothing else.
kept as (
    select *
    from counted
    qualify points >= 4 or points = max(points) over (partition by area_code)
),

with_ends as (
    select
        area_code,
        ring_number,
        place,
        x,
        y
    from kept
    union all
    select distinct
        area_code,
        ring_number,
        1000000 as place,
        cast('nan' as double) as x,
        cast('nan' as double) as y
    from kept
),

main_rings as (
    select
        area_code,
        arg_max(ring_number, points) as ring_number
    from kept
    group by area_code
),

centres as (
    select
        kept.area_code,
        avg(kept.x order by kept.x) as centre_x,
        avg(kept.y order by kept.y) as centre_y
    from kept
    inner join main_rings on kept.ring_number = main_rings.ring_number
    group by kept.area_code
),

outlines as (
    select
        'outlines' as map,
        with_ends.area_code,
        list(with_ends.x order by with_ends.ring_number, with_ends.place) as xs,
        list(with_ends.y order by with_ends.ring_number, with_ends.place) as ys,
        any_value(centres.centre_x) as centre_x,
        any_value(centres.centre_y) as centre_y
    from with_ends
    inner join centres on with_ends.area_code = centres.area_code
    group by with_ends.area_code
),

middles as (
    select
        area_code,
        q + 0.5 * (r % 2) as centre_x,
        r * 0.866 as centre_y
    from hexes
),

hexagons as (
    select
        'hexagons' as map,
        area_code,
        list_transform(
            [0, 0.48, 0.48, 0, -0.48, -0.48, 0, cast('nan' as double)], lambda step: centre_x + step
        ) as xs,
        list_transform(
            [0.555, 0.277, -0.277, -0.555, -0.277, 0.277, 0.555, cast('nan' as double)],
            lambda step: centre_y + step
        ) as ys,
        centre_x,
        centre_y
    from middles
)

select * from outlines
union all
select * from hexagons
