-- title: How many authorities have a candidate flag
-- params: as_at, framework

select
    count(distinct theme_levels.area_code) as areas,
    count(distinct prospects.area_code) filter (where prospects.flag = 'red') as with_red,
    count(distinct prospects.area_code) filter (where prospects.flag = 'green') as with_green
from theme_levels
left join prospects
    on
        theme_levels.framework = prospects.framework
        and theme_levels.as_at = prospects.as_at
        and theme_levels.area_code = prospects.area_code
where theme_levels.framework = $framework and theme_levels.as_at = cast($as_at as date)
