-- title: Whom a briefing is about, at which date and by which rules
-- params: area_code, as_at, framework

select
    areas.area_code,
    areas.name,
    regions.name as region_name,
    countries.name as country_name,
    assessment_dates.as_at,
    assessment_dates.previous_as_at,
    frameworks.framework,
    frameworks.title as framework_title,
    frameworks.note as framework_note
from areas
inner join assessment_dates
    on assessment_dates.as_at = cast($as_at as date)
inner join frameworks
    on frameworks.framework = $framework
left join areas as regions
    on areas.region_code = regions.area_code
left join areas as countries
    on countries.area_type = 'country'
where
    areas.area_code = $area_code
    and areas.area_type = 'authority'
    and (areas.valid_from is null or areas.valid_from <= assessment_dates.as_at)
    and (areas.valid_to is null or areas.valid_to >= assessment_dates.as_at)
