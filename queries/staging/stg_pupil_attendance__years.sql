-- title: Pupils enrolled, by phase
-- grain: one row for each area, school year and phase
-- source: pupil_attendance
-- note: all_enrolments are those of all schools, enrolments those of schools that share their
--   registers. area_code is that of an authority; England and regions have a 9-character code in
--   wider_gss_code instead.

select
    area_code,
    case
        when geographic_level = 'National' then 'E92000001'
        when geographic_level = 'Regional' then region_code
    end as wider_gss_code,
    make_date(cast(left(time_period, 4) as integer), 9, 1) as period_start,
    make_date(cast(left(time_period, 4) as integer) + 1, 8, 31) as period_end,
    lower(phase) as phase,
    schools,
    enrolments,
    all_schools,
    all_enrolments,
    all_enrolments__missing,
    source_line
from source_pupil_attendance__years
