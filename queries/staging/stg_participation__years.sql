-- title: Young people aged 16 and 17 in education or training, or in neither
-- grain: one row for each area and year
-- source: participation
-- note: Participation is counted in March; not in education is the average of December to February.
--   area_code is that of an authority; England and regions have a 9-character code in
--   wider_gss_code instead.

with listed as (
    select
        *,
        'participation__year_2021' as source_table
    from source_participation__year_2021
    union all by name
    select
        *,
        'participation__year_2022' as source_table
    from source_participation__year_2022
    union all by name
    select
        *,
        'participation__year_2023' as source_table
    from source_participation__year_2023
    union all by name
    select
        *,
        'participation__year_2024' as source_table
    from source_participation__year_2024
    union all by name
    select
        *,
        'participation__year_2025' as source_table
    from source_participation__year_2025
)

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
    source_table,
    source_line
from listed
