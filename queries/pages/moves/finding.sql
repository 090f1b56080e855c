-- title: How many themes are below the top, and for how many as large a move has been seen
-- params: area_code, as_at, framework

with levels as (
    select
        theme_levels.theme,
        theme_levels.level,
        theme_levels.level_low,
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
        end as is_near
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
        count(*) filter (where levels.level_low < tops.top and ways.theme is null) as held
    from levels
    cross join tops
    left join ways on levels.theme = ways.theme
)

select
    case
        when counted.assessed = 0
            then
                'We cannot yet show what would raise the levels of ' || areas.name
                || ': no theme has enough evidence'
        when counted.below_top = 0
            then areas.name || ' is at the top level in every theme assessed'
        else
            areas.name || ' can improve in '
            || case counted.assessed
                when 1 then 'the only theme assessed'
                else counted.below_top || ' of ' || counted.assessed || ' themes assessed'
            end
            || case
                when counted.near = counted.below_top and counted.near = 1
                    then '; a neighbour has managed a change this big'
                when counted.near = counted.below_top
                    then '; a neighbour has managed a change this big in each'
                when counted.near > 0
                    then '; a neighbour has managed a change this big in ' || counted.near
                else '; no neighbour has been seen to manage a change this big beyond chance'
            end
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || ' · what could still lift a theme by one level, all else as it is'
    || case
        when counted.assessed < counted.themes
            then
                ' · ' || (counted.themes - counted.assessed)
                || ' not assessed, where evidence comes first'
        else ''
    end
    || case
        when counted.held > 0
            then ' · ' || counted.held || ' limited by missing figures: collect those first'
        else ''
    end as below
from counted
inner join areas on areas.area_code = $area_code
