-- title: Exclusions by area and kind of school
-- grain: one row for each area, school year and kind of school
-- source: exclusions
-- note: area_code is that of an authority; England and regions have a 9-character code in
--   wider_gss_code instead.

select
    area_code,
    la_name,
    gss_code,
    case geographic_level
        when 'National' then country_code
        when 'Regional' then region_code
    end as wider_gss_code,
    region_name,
    make_date(cast(left(time_period, 4) as integer), 9, 1) as period_start,
    make_date(cast(left(time_period, 4) as integer) + 1, 8, 31) as period_end,
    school_type,
    schools,
    pupils,
    permanent_exclusions,
    permanent_exclusions__missing,
    permanent_exclusion_rate,
    permanent_exclusion_rate__missing,
    fixed_exclusions,
    fixed_exclusions__missing,
    pupils_excluded,
    pupils_excluded__missing,
    source_line
from source_exclusions__rates
