-- title: Young people by level reached at 19
-- grain: one row for each area, school year and group of young people
-- source: attainment_at_19
-- note: The groups are spelled as in the source. area_code is that of an authority; England and
--   regions have a 9-character code in wider_gss_code instead.

select
    area_code,
    la_name,
    gss_code,
    case geographic_level
        when 'National' then country_code
        when 'Regional' then region_code
    end as wider_gss_code,
    make_date(cast(left(time_period, 4) as integer), 9, 1) as period_start,
    make_date(cast(left(time_period, 4) as integer) + 1, 8, 31) as period_end,
    characteristic,
    cohort,
    cohort__missing,
    level_2,
    level_2__missing,
    level_3,
    level_3__missing,
    level_3_percentage,
    level_3_percentage__missing,
    source_line
from source_attainment_at_19__levels
