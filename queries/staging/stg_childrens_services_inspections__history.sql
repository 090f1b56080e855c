-- title: Inspections of children's services since 2017
-- grain: one row for each report
-- source: childrens_services_inspections
-- note: Not every report could be read by its collector: a word that is none of the four grades
--   means that none was given or that it could not be read. to requires improvement is one that was
--   read with a word too many.

select
    urn,
    name,
    link,
    nullif(regexp_replace(overall, '^to ', ''), '') as overall,
    case
        when leaders in ('outstanding', 'good', 'requires improvement', 'inadequate') then leaders
    end
        as leaders,
    inspected_on,
    published_on,
    source_line
from source_childrens_services_inspections__history
