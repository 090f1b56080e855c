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
),

formed as (
    select
        case
            when counted.assessed = 0 then 'silent'
            when counted.below_top = 0 then 'top'
            when counted.assessed = 1 then 'one'
            else 'many'
        end as moves_page_form,
        case
            when coalesce(counted.below_top, 0) = 0 then null
            when counted.near = counted.below_top and counted.near = 1 then 'one'
            when counted.near = counted.below_top then 'all'
            when counted.near > 0 then 'some'
            else 'none'
        end as moves_seen_form,
        case when counted.assessed < counted.themes then 'some' end as moves_missing_form,
        case when counted.held > 0 then 'some' end as moves_held_form,
        {
            'name': areas.name,
            'day': strftime(cast($as_at as date), '%-d %b %Y'),
            'assessed': counted.assessed,
            'below_top': counted.below_top,
            'near': counted.near,
            'missing': counted.themes - counted.assessed,
            'held': counted.held
        } as facts,
        wordings.words
    from counted
    cross join wordings
    inner join areas on areas.area_code = $area_code
)

select
    concat_ws(
        '; ',
        filled(words['moves_page.' || moves_page_form], facts),
        filled(words['moves_seen.' || moves_seen_form], facts)
    ) as headline,
    concat_ws(
        ' · ',
        filled(words['moves_below.any'], facts),
        filled(words['moves_missing.' || moves_missing_form], facts),
        filled(words['moves_held.' || moves_held_form], facts)
    ) as below
from formed
