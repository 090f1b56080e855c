-- title: Schools and colleges of the schools register
-- grain: one row for each school, closed ones included
-- source: schools_register

select
    urn,
    area_code,
    name,
    type_name,
    lower(status) as status,
    opened_on,
    closed_on,
    lower(replace(replace(phase, '-', '_'), ' ', '_')) as phase,
    pupils,
    free_meals,
    trust_code,
    federation_code,
    source_line
from source_schools_register__establishments
