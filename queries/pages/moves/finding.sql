-- title: How many themes are below the top, and for how many as large a move has been seen
-- params: area_code, as_at, framework

with levels as (
    select
        theme_levels.theme,
        theme_levels.level,
        max(theme_levels.level) over () as highest
    from theme_levels
    where
        theme_levels.framework = $framework
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
),

tops as (
    select max(level) as top
    from framework_levels
    where framework = $framework
),

ways as (
    select
        theme,
        case any_value(role)
            when 'one of' then bool_or(seen_among = 'neighbours')
            else bool_and(seen_among = 'neighbours')
        end as is_near,
        case any_value(role)
            when 'one of' then bool_and(seen_among = 'nobody')
            else bool_or(seen_among = 'nobody')
        end as is_unseen
    from theme_moves
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
    group by theme
),

counted as (
    select
        count(levels.level) as assessed,
        count(*) as themes,
        count(*) filter (where levels.level < tops.top) as below_top,
        count(*) filter (where ways.is_near) as near,
        count(*) filter (where ways.is_unseen) as unseen
    from levels
    cross join tops
    left join ways on levels.theme = ways.theme
)

select
    case
        when counted.assessed = 0
            then
                'Nothing can be said of what would move ' || areas.name
                || ': no theme has enough evidence'
        when counted.below_top = 0
            then areas.name || ' is at the top level in every theme assessed'
        else
            areas.name || ' is below the top in '
            || case counted.assessed
                when 1 then 'the only theme assessed'
                else counted.below_top || ' of ' || counted.assessed || ' themes assessed'
            end
            || '; for '
            || case
                when counted.near = 1 and counted.below_top = 1 then 'it'
                when counted.near = counted.below_top and counted.near > 1 then 'all of them'
                when counted.near = 0 and counted.below_top = 1 then 'it no neighbour has made'
                when counted.near = 0 then 'none'
                else counted.near::text
            end
            || case
                when counted.near = 0 and counted.below_top = 1 then ' as large a move'
                else ' a neighbour has made as large a move'
            end
            || case
                when counted.unseen = 0 then ''
                when counted.below_top = 1 then ', nor has anybody'
                else ', for ' || counted.unseen || ' nobody has'
            end
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || ' · the smallest change that lifts a theme by one level, all else as it is'
    || case
        when counted.assessed < counted.themes
            then
                ' · ' || (counted.themes - counted.assessed)
                || ' not assessed, where evidence comes first'
        else ''
    end as below
from counted
inner join areas on areas.area_code = $area_code
