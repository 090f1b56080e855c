-- title: Education, health and care plans issued in 20 weeks
-- grain: one row for each area and year
-- source: ehc_plans
-- note: Of all children and young people, exceptions to the time limit left out. area_code is that
--   of an authority; England and regions have a 9-character code in wider_gss_code instead.

select
    area_code,
    case geographic_level
        when 'National' then 'E92000001'
        when 'Regional' then region_code
    end as wider_gss_code,
    make_date(cast(time_period as integer), 1, 1) as period_start,
    make_date(cast(time_period as integer), 12, 31) as period_end,
    plans_without_exceptions as plans,
    in_20_weeks_without_exceptions as in_20_weeks,
    coalesce(in_20_weeks_without_exceptions__missing, plans_without_exceptions__missing)
        as missing_reason,
    source_line
from source_ehc_plans__timeliness
where breakdown = 'All EHC plans issued'
