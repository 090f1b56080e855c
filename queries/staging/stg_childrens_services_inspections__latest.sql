-- title: Latest inspection of each authority's children's services
-- grain: one row for each authority
-- source: childrens_services_inspections
-- note: A word that is none of the four grades means that no grade was given.

select
    area_code,
    name,
    case
        when overall in ('outstanding', 'good', 'requires improvement', 'inadequate') then overall
    end
        as overall,
    case
        when leaders in ('outstanding', 'good', 'requires improvement', 'inadequate') then leaders
    end
        as leaders,
    framework,
    inspected_on,
    published_on,
    link,
    source_line
from source_childrens_services_inspections__latest
