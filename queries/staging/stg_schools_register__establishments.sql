-- title: Schools and colleges of the schools register
-- grain: one row for each school, closed ones included
-- source: schools_register
-- note: district is that of a county; of an authority that is a district itself it is empty.

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
    case when plain_name(district) <> plain_name(la_name) then district end as district,
    trust_code,
    federation_code,
    source_line
from source_schools_register__establishments
