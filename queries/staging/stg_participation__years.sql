-- title: Young people aged 16 and 17 in education or training, or in neither
-- grain: one row for each area and year
-- source: participation
-- note: Participation is counted in March; not in education is the average of December to February.
--   area_code is that of an authority; England and regions have a 9-character code in
--   wider_gss_code instead.

select
    area_code,
    case
        when geographic_level = 'National' then 'E92000001'
        when geographic_level = 'Regional' then region_code
    end as wider_gss_code,
    cast(time_period as integer) as end_year,
    cohort_march,
    participating,
    participating__missing,
    cohort_winter,
    not_in_education,
    not_in_education__missing,
    not_in_education_or_not_known,
    not_in_education_or_not_known__missing,
    not_known,
    not_known__missing,
    september_guarantee,
    september_guarantee__missing,
    'participation__years' as source_table,
    source_file,
    source_line
from source_participation__years
