-- title: How far levels and ranks stand when everything is drawn anew
-- params: as_at, framework

select
    framework_themes.title,
    firm_levels.areas,
    firm_levels.holds,
    firm_levels.least,
    percentage(firm_levels.firm, firm_levels.areas) as firm,
    firm_levels.matters_most,
    firm_levels.places
from firm_levels
inner join framework_themes
    on
        firm_levels.framework = framework_themes.framework
        and firm_levels.theme = framework_themes.theme
where
    firm_levels.framework = $framework
    and firm_levels.as_at = cast($as_at as date)
order by framework_themes.position
