-- title: How far levels and ranks stand when everything is simulated again
-- params: as_at, framework

select
    framework_themes.title,
    level_stability.areas,
    level_stability.holds,
    level_stability.least,
    percentage(level_stability.firm, level_stability.areas) as firm,
    level_stability.matters_most,
    level_stability.places
from level_stability
inner join framework_themes
    on
        level_stability.framework = framework_themes.framework
        and level_stability.theme = framework_themes.theme
where
    level_stability.framework = $framework
    and level_stability.as_at = cast($as_at as date)
order by framework_themes.position
